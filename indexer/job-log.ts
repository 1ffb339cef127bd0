import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { explainFileError } from '../src/errors.js';
import { workspacePaths } from '../src/storage/workspace.js';
import { writeFileAtomic } from './atomic-file.js';
import { holderSchema, isAlive, thisProcess, type Holder } from './lock.js';

/** A job as whoever runs it describes it; the log knows of its id alone. */
export interface LoggedJob {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** The last that was written of a job. */
export interface JobRecord {
  readonly job: LoggedJob;
  /** Whether another process wrote it that is still there, so that the job may be running. */
  readonly isOfAnother: boolean;
}

export interface JobLog {
  /** As they were when the log was opened, the oldest first. */
  readonly records: readonly JobRecord[];
  /** @throws VitrineError with code 'disk-full' or 'read-only' */
  write(job: LoggedJob): void;
}

const line = z.object({ job: z.looseObject({ id: z.string().min(1) }), writer: holderSchema });

const KEPT_JOBS = 200;

/**
 * Opens the workspace's list of jobs: one line for each change of a job, of which the last one counts. A line that was
 * cut by a crash is passed over; what is too old is forgotten when the log is opened.
 * @param keep jobs to remember
 */
export async function openJobLog(workspace: string, { keep = KEPT_JOBS }: { keep?: number } = {}): Promise<JobLog> {
  const { root, jobs: file } = workspacePaths(workspace);
  const lines = readLines(file);
  const last = new Map(lines.map((record) => [record.job.id, record]));
  const kept = [...last.values()].slice(-keep);
  if (kept.length < lines.length) await writeFileAtomic(file, kept.map(lineOf).join(''));
  const writer = thisProcess('serve');
  return {
    records: kept.map((record) => ({ job: record.job, isOfAnother: isOfAnother(record.writer) })),
    write(job) {
      try {
        mkdirSync(root, { recursive: true });
        appendFileSync(file, lineOf({ job, writer }));
      } catch (error) {
        throw explainFileError(error, file);
      }
    },
  };
}

function isOfAnother(writer: Holder): boolean {
  return writer.pid !== process.pid && isAlive(writer);
}

function lineOf(record: z.infer<typeof line>): string {
  return `${JSON.stringify(record)}\n`;
}

function readLines(file: string): z.infer<typeof line>[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw explainFileError(error, file);
  }
  return text.split('\n').flatMap((written) => {
    const record = line.safeParse(parsed(written));
    return record.success ? [record.data] : [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
