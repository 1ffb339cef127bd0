// Compiles the TypeScript and bundles what Node cannot load as it is published. `npm ci` runs it by 'prepare'.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { build as buildPage } from 'vite';
import { shipEngine } from './ship-engine.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);

compile('tsconfig.json');
compile('server/page/tsconfig.json');

// tfjs-core registers no gradients by itself, and the file that does is extensionless ESM. Its kernel registry and its
// engine are global objects, so a bundle of that file registers them for the tfjs-core that everyone else imports.
await build({
  entryPoints: [join(root, 'node_modules/@tensorflow/tfjs-core/dist/register_all_gradients.js')],
  outfile: join(root, 'dist/src/engine/register-gradients.js'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  logLevel: 'error',
});

// The page: static files in a folder of their own, so that nothing else is ever served. Vite empties it first.
await buildPage({ configFile: join(root, 'server/page/vite.config.mjs') });

shipEngine(join(root, 'dist'), readFileSync(join(root, 'scripts/engine/onnxruntime-licence.txt'), 'utf8'));

function compile(project) {
  const compiler = [require.resolve('typescript/bin/tsc'), '--project', join(root, project)];
  const { status } = spawnSync(process.execPath, compiler, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
