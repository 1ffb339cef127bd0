import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { explainFileError } from '../../src/errors.js';
import { printable, printableJson } from '../../src/printable.js';
import type { Problem } from './formats/row.js';

const FLUSH_AT = 64 * 1024;

/**
 * Everything an import could not take as it stands, as JSON lines:
 * `{kind: 'refused' | 'photo' | 'warning', file, line, id, field, reason, remedy}`. Written as it comes, so that
 * a million bad rows cost no memory; the file takes its name when it is complete. Names are as the source has them, as
 * JSON escapes them; reasons and remedies show characters that are not printed.
 */
export interface ProblemsFile {
  add(problem: Problem): void;
  /** @returns the file's path, or null when there was no problem; an older file is then removed */
  finish(): string | null;
}

export function openProblemsFile(path: string): ProblemsFile {
  return new ProblemsWriter(path);
}

class ProblemsWriter implements ProblemsFile {
  private readonly beside: string;
  private descriptor: number | undefined;
  private waiting = '';

  constructor(private readonly path: string) {
    this.beside = `${path}.tmp`;
  }

  add({ kind, file, line, id, field, reason, remedy }: Problem): void {
    const texts = { reason: printable(reason), remedy: remedy === undefined ? null : printable(remedy) };
    this.waiting += `${printableJson({ kind, file, line, id: id ?? null, field: field ?? null, ...texts })}\n`;
    if (this.waiting.length >= FLUSH_AT) {
      this.explained(() => {
        this.flush();
      });
    }
  }

  finish(): string | null {
    return this.explained(() => {
      if (this.descriptor === undefined && this.waiting === '') {
        rmSync(this.path, { force: true });
        return null;
      }
      this.flush();
      closeSync(this.descriptor!);
      this.descriptor = undefined;
      renameSync(this.beside, this.path);
      return this.path;
    });
  }

  private flush(): void {
    if (this.descriptor === undefined) {
      mkdirSync(dirname(this.path), { recursive: true });
      this.descriptor = openSync(this.beside, 'w');
    }
    const bytes = Buffer.from(this.waiting);
    for (let done = 0; done < bytes.length;) done += writeSync(this.descriptor, bytes, done);
    this.waiting = '';
  }

  private explained<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw explainFileError(error, this.path);
    }
  }
}
