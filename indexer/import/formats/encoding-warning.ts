import type { Problem } from './row.js';
import type { TextChunk } from './text.js';

/** One warning a file: the text went in, but somebody should look at its accents. */
export function encodingWarning(file: string, { line, encoding }: NonNullable<TextChunk['legacy']>): Problem {
  return {
    kind: 'warning',
    code: 'encoding',
    file,
    line,
    reason: `from this line on, lines that are not UTF-8 were read as ${encoding}`,
    remedy: 'look at the accents; save the file as UTF-8 to be sure',
  };
}
