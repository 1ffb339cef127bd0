import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { DamagedError } from '../../src/errors.js';
import { writeFileAtomic } from '../atomic-file.js';

/** What the curve and the early stop need of an epoch that is over. */
const epochRecord = z.strictObject({
  epoch: z.number().int().min(1),
  losses: z.record(z.string(), z.number()),
  learningRate: z.number(),
  /** By name: textToImage.medianRankPercent and so on; empty when nothing is held out. */
  validation: z.record(z.string(), z.number()),
  photosPerSecond: z.number(),
  seconds: z.number(),
});
export type EpochRecord = z.infer<typeof epochRecord>;

const header = z.strictObject({
  version: z.literal(1),
  /** Hash of everything that decides the result: a checkpoint of another training is not taken up. */
  training: z.string(),
  /** Steps done. */
  step: z.number().int().nonnegative(),
  history: z.array(epochRecord),
  /** Bytes of each part, in the order of the state's own. */
  parts: z.array(z.number().int().nonnegative()),
  sha256: z.string(),
});

export interface Checkpoint {
  readonly training: string;
  readonly step: number;
  readonly history: readonly EpochRecord[];
}

/** The state of a training by name; the order of the names is that of the file. */
export type SavedParts<Saved> = { readonly [Name in keyof Saved]: Float32Array | Int32Array };

function partsOf<Saved extends SavedParts<Saved>>(saved: Saved): (Float32Array | Int32Array)[] {
  return Object.values<Float32Array | Int32Array>(saved);
}

/**
 * Writes the state of a training, whole or not at all: a line of JSON, then the raw parts.
 * Nobody may run a step meanwhile.
 */
export async function writeCheckpoint<Saved extends SavedParts<Saved>>(
  file: string,
  checkpoint: Checkpoint,
  saved: Saved,
): Promise<void> {
  // Copies, because the file system does not take memory that threads share.
  const parts = partsOf(saved).map((part) => Buffer.from(new Uint8Array(bytesOf(part))));
  const head = { version: 1, ...checkpoint, parts: parts.map(({ length }) => length), sha256: sha256Of(parts) };
  await writeFileAtomic(file, [Buffer.from(`${JSON.stringify(head)}\n`), ...parts]);
}

/**
 * Reads a checkpoint into `saved`.
 * @returns undefined, and `saved` untouched, when there is none of this training
 * @throws DamagedError when the file is not whole
 */
export function readCheckpoint<Saved extends SavedParts<Saved>>(
  file: string,
  training: string,
  saved: Saved,
): Checkpoint | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const end = bytes.indexOf(10);
  const damaged = (cause?: unknown): DamagedError =>
    new DamagedError({
      file,
      reason: 'this checkpoint is damaged',
      remedy: 'delete it; the training starts anew',
      cause,
    });
  let head;
  try {
    head = header.parse(JSON.parse(bytes.toString('utf8', 0, end)));
  } catch (cause) {
    throw damaged(cause);
  }
  if (head.training !== training) return undefined;
  const parts = cut(bytes.subarray(end + 1), head.parts);
  const own = partsOf(saved);
  const fits = own.every(({ byteLength }, i) => parts[i]?.length === byteLength);
  if (!fits || sha256Of(parts) !== head.sha256) throw damaged();
  for (const [i, part] of own.entries()) bytesOf(part).set(parts[i]);
  return { training: head.training, step: head.step, history: head.history };
}

export function deleteCheckpoint(file: string): void {
  rmSync(file, { force: true });
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array | Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function cut(bytes: Buffer, lengths: readonly number[]): Buffer[] {
  let at = 0;
  return lengths.map((length) => bytes.subarray(at, (at += length)));
}

function sha256Of(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
