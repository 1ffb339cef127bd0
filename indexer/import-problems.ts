import { existsSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { workspacePaths } from '../src/storage/workspace.js';

const line = z.object({
  kind: z.enum(['refused', 'photo', 'warning']),
  file: z.string(),
  line: z.number(),
  id: z.string().nullable(),
  field: z.string().nullable(),
  reason: z.string(),
  remedy: z.string().nullable(),
});

/** Something that the last import could not take as it stands; the file by its name alone. */
export type ImportProblem = Readonly<z.output<typeof line>>;

export interface LastImportProblems {
  /** When the import ended, ISO 8601; null when it took everything, or there was none. */
  readonly written: string | null;
  readonly total: number;
  /** The first of them. */
  readonly problems: readonly ImportProblem[];
}

/**
 * What the last import of a workspace could not take: refused rows, photos that are missing or broken, doubts.
 * @param options.limit how many are told, at most
 */
export async function lastImportProblems(
  workspace: string,
  { limit }: { readonly limit: number },
): Promise<LastImportProblems> {
  const file = join(workspacePaths(workspace).reports, 'import-problems.jsonl');
  if (!existsSync(file)) return { written: null, total: 0, problems: [] };
  const problems: ImportProblem[] = [];
  let total = 0;
  const handle = await open(file);
  for await (const text of handle.readLines({ encoding: 'utf8' })) {
    total++;
    if (problems.length >= limit) continue;
    const problem = parsed(text);
    if (problem !== undefined) problems.push(problem);
  }
  return { written: statSync(file).mtime.toISOString(), total, problems };
}

/** The report is for reading: a line of another version is left out. */
function parsed(text: string): ImportProblem | undefined {
  try {
    const { data } = line.safeParse(JSON.parse(text));
    return data === undefined ? undefined : { ...data, file: basename(data.file) };
  } catch {
    return undefined;
  }
}
