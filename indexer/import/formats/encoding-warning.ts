import type { Problem } from './row.js';

/** One warning a file: the text went in, but somebody should look at its accents. */
export function latinWarning(file: string, line: number): Problem {
  return {
    kind: 'warning',
    file,
    line,
    reason: 'from this line on, lines that are not UTF-8 were read as Windows-1252 (Latin-1)',
    remedy: 'look at the accents; save the file as UTF-8 to be sure',
  };
}
