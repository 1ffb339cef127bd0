import { mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const require = createRequire(import.meta.url);
/** The published ES modules of tfjs-core, tests included. */
const TFJS_CORE = dirname(require.resolve('@tensorflow/tfjs-core'));
const COMPILED = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const MODULES = dirname(dirname(dirname(TFJS_CORE)));

/** What the bundle leaves for the runner in the global object. */
export interface ConformanceGlobals {
  /** The test file whose specs are being declared, relative to tfjs-core's dist. */
  conformanceFile?: string;
}

/** Every test file that tfjs-core publishes, relative to its dist folder. */
export function publishedTests(): string[] {
  return readdirSync(TFJS_CORE, { recursive: true })
    .map((path) => String(path).replaceAll('\\', '/'))
    .filter((path) => path.endsWith('_test.js'))
    .sort();
}

/**
 * Bundles test files of tfjs-core with our backend. They are ES modules without file extensions, which Node cannot
 * load; and in one bundle the tests, the backend and the gradients share one tfjs-core.
 * @returns path of the bundle, which declares the specs when it is imported
 */
export async function bundleTests(tests: readonly string[]): Promise<string> {
  // Inside node_modules, so that the packages left outside of the bundle are found from there.
  const folder = join(MODULES, '.cache', 'vitrine');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `conformance-${process.pid}.mjs`);
  await build({
    stdin: { contents: entry(tests), resolveDir: COMPILED, loader: 'js' },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
    // The package says that its files do nothing when imported; its tests declare specs.
    ignoreAnnotations: true,
    external: ['onnxruntime-node', 'protobufjs', 'node-fetch'],
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
    plugins: [oneTfjsCore, noJasmineOfTheirOwn, namedFiles],
  });
  return outfile;
}

/** The first import runs first: the backend must be known before a test file declares its specs. */
function entry(tests: readonly string[]): string {
  const files = ['register_all_gradients.js', 'public/chained_ops/register_all_chained_ops.js', ...tests];
  return ['vitrine:backend', ...files.map((file) => join(TFJS_CORE, file))]
    .map((file) => `import ${JSON.stringify(file)};`)
    .join('\n');
}

/**
 * The backend answers synchronously only what needs no computation. It is declared as one that always does, so that
 * the specs which read what they wrote run as well.
 */
const BACKEND = `
import { setTestEnvs } from ${JSON.stringify(join(TFJS_CORE, 'jasmine_util.js'))};
import { BACKEND_NAME, onnxBackend } from ${JSON.stringify(join(COMPILED, 'src/engine/onnx/backend.js'))};
import { GraphRunner } from ${JSON.stringify(join(COMPILED, 'src/engine/onnx/graph-runner.js'))};
onnxBackend().runner = new GraphRunner({ threads: 1, provider: 'cpu' });
setTestEnvs([{ name: 'onnx', backendName: BACKEND_NAME, isDataSync: true }]);
`;

const oneTfjsCore: Plugin = {
  name: 'one tfjs-core',
  setup(building) {
    building.onResolve({ filter: /^@tensorflow\/tfjs-core$/ }, () => ({ path: join(TFJS_CORE, 'index.js') }));
    building.onResolve({ filter: /^vitrine:backend$/ }, () => ({ path: 'backend', namespace: 'vitrine' }));
    building.onLoad({ filter: /.*/, namespace: 'vitrine' }, () => ({ contents: BACKEND, resolveDir: COMPILED }));
  },
};

/** tfjs-core makes a second jasmine only to set a time limit on it. */
const noJasmineOfTheirOwn: Plugin = {
  name: 'no jasmine of their own',
  setup(building) {
    building.onResolve({ filter: /^jasmine-core/ }, () => ({ path: 'jasmine', namespace: 'stub' }));
    building.onLoad({ filter: /.*/, namespace: 'stub' }, () => ({ contents: 'exports.core = () => ({});' }));
  },
};

const namedFiles: Plugin = {
  name: 'named files',
  setup(building) {
    building.onLoad({ filter: /tfjs-core[\\/]dist[\\/].*_test\.js$/ }, async ({ path }) => {
      const { readFile } = await import('node:fs/promises');
      const name = JSON.stringify(path.slice(TFJS_CORE.length + 1).replaceAll('\\', '/'));
      return { contents: `globalThis.conformanceFile = ${name};\n${await readFile(path, 'utf8')}` };
    });
  },
};
