import { Buffer } from 'node:buffer';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const TEXTS = /\.(?:js|css|svg)$/;
const LEAST = 1024;

/**
 * Writes each text of the page compressed beside it, so that the service need not do it again and again. The service
 * writes a head of its own into the HTML and compresses that itself.
 */
export function compressed() {
  return {
    name: 'compressed',
    writeBundle({ dir }, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source);
        if (!TEXTS.test(name) || bytes.length < LEAST) continue;
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(bytes));
        writeFileSync(join(dir, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      }
    },
  };
}
