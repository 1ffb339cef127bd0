import { fileURLToPath } from 'node:url';
import { compressed } from './compressed.mjs';
import { favicon } from './favicon.mjs';
import { preloads } from './preloads.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Static files that need no inline script, no inline style and nothing from elsewhere. */
export default {
  root: here('.'),
  base: '/',
  clearScreen: false,
  logLevel: 'error',
  plugins: [preloads(), favicon(), compressed()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('../../dist/page'),
    emptyOutDir: true,
    target: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { '/v1': process.env.VITRINE_SERVICE ?? 'http://127.0.0.1:7700' } },
};
