import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { EngineUnavailableError } from '../../../src/errors.js';
import { imageBranch } from '../../../src/encoder/image-branch.js';
import { answeringLayers } from '../../../src/encoder/layers.js';
import type { EngineReport, Held, Program } from '../../../src/engine/engine.js';
import { ENGINES, selectEngine } from '../../../src/engine/select.js';
import type { Tensor4D } from '../../../src/engine/tensor.js';
import { createRandom } from '../../../src/random.js';

const isUnavailable =
  (...reasons: readonly RegExp[]) =>
  (error: unknown): boolean =>
    error instanceof EngineUnavailableError && reasons.every((reason) => reason.test(error.message));

test('the report tells why every engine before the chosen one was passed over', async () => {
  const engine = await selectEngine({ need: 'answer' });
  const { report } = engine;
  const before = ENGINES.slice(0, report.passedOver.length);
  assert.deepEqual(
    report.passedOver.map((reason) => reason.split(':', 1)[0]),
    before,
  );
  assert.ok(report.canTrain, `ONNX Runtime was expected here, not ${report.name}`);
  await engine.close();
});

test("TensorFlow's native bindings are passed over when they are not installed", async () => {
  for (const name of ['tfjs-node-gpu', 'tfjs-node'] as const) {
    await assert.rejects(
      selectEngine({ need: 'train', prefer: name }),
      isUnavailable(new RegExp(`${name}: not installed`)),
    );
  }
});

test('engines that cannot train say so', async () => {
  await assert.rejects(selectEngine({ need: 'train', prefer: 'wasm' }), isUnavailable(/no gradient of convolutions/));
  await assert.rejects(selectEngine({ need: 'train', prefer: 'cpu' }), isUnavailable(/too slow to train/));
});

test('a number of threads is reported', async () => {
  const engine = await selectEngine({ need: 'answer', threads: 2, prefer: 'onnxruntime' });
  assert.equal(engine.report.threads, 2);
  await engine.close();
});

/** The photo branch of small recipes, with random weights. */
function residualProgram(): Program {
  const { layers, embed } = imageBranch('residual', { photoSize: 16, embeddingSize: 8, widths: [8, 8, 16, 24] });
  const random = createRandom('residual');
  const held = (shape: readonly number[]): Held => {
    const size = shape.reduce((product, length) => product * length, 1);
    const scale = Math.sqrt((2 * shape[shape.length - 1]) / size);
    return { shape, data: Float32Array.from({ length: size }, () => random.normal() * scale) };
  };
  const weights = layers.map(({ name, shape }): [string, Held] => [`${name}/weights`, held(shape)]);
  const biases = layers.map(({ name, shape }): [string, Held] => [`${name}/bias`, held(shape.slice(-1))]);
  return {
    inputs: { photos: { shape: [3, 16, 16, 3] } },
    constants: Object.fromEntries([...weights, ...biases]),
    build: (tensors) => ({ embeddings: embed(answeringLayers(layers, tensors), tensors.photos as Tensor4D) }),
  };
}

async function embeddingsBy(prefer: 'onnxruntime' | 'wasm' | 'cpu'): Promise<Float32Array> {
  const engine = await selectEngine({ need: 'answer', prefer });
  const program = await engine.compile(residualProgram());
  const photos = Float32Array.from({ length: 3 * 16 * 16 * 3 }, (_, i) => (i * 37) % 256);
  const { embeddings } = await program.run({ photos });
  await program.close();
  await engine.close();
  return embeddings;
}

test('every engine gives a photo the same embedding', async () => {
  const expected = await embeddingsBy('cpu');
  const scale = Math.max(...expected.map(Math.abs));
  for (const name of ['onnxruntime', 'wasm'] as const) {
    const found = await embeddingsBy(name);
    const error = Math.max(...found.map((number, i) => Math.abs(number - expected[i])));
    assert.ok(error < 1e-4 * scale, `${name} is off by ${error} of ${scale}`);
  }
});

/**
 * Makes Node answer for ONNX Runtime as if it were not there: neither the project's own nor the copy that is shipped.
 * @param failure what Node says then: its code and its message
 */
function withoutRuntime(failure: { readonly code: string; readonly message: string }): string {
  const hide = `import Module from 'node:module';
    const resolve = Module._resolveFilename;
    Module._resolveFilename = (name, ...rest) => {
      if (/onnxruntime-node/.test(name)) {
        throw Object.assign(new Error(${JSON.stringify(failure.message)}), { code: ${JSON.stringify(failure.code)} });
      }
      return resolve(name, ...rest);
    };`;
  return `data:text/javascript,${encodeURIComponent(hide)}`;
}

const NOT_INSTALLED = { code: 'MODULE_NOT_FOUND', message: "Cannot find module 'onnxruntime-node'" };

interface Outcome {
  readonly report: EngineReport;
  readonly sum: number;
  readonly refusal: { readonly name: string; readonly message: string; readonly cause: string };
}

const OUTCOME_PROGRAM = `
  const { selectEngine } = await import(${JSON.stringify(new URL('../../../src/engine/select.js', import.meta.url).href)});
  const tf = await import(${JSON.stringify(new URL('../../../src/engine/tensor.js', import.meta.url).href)});
  const engine = await selectEngine({ need: 'answer' });
  const compiled = await engine.compile({ inputs: { x: { shape: [2] } }, build: ({ x }) => ({ sum: tf.sum(x) }) });
  const { sum } = await compiled.run({ x: Float32Array.of(1, 2) });
  const refusal = await selectEngine({ need: 'train' }).catch(({ name, message, cause }) => (
    { name, message, cause: cause.message }
  ));
  console.log(JSON.stringify({ report: engine.report, sum: sum[0], refusal }));`;

async function outcomeWithout(failure: { readonly code: string; readonly message: string }): Promise<Outcome> {
  const args = ['--import', withoutRuntime(failure), '--input-type=module', '--eval', OUTCOME_PROGRAM];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as Outcome;
}

test('without ONNX Runtime the wasm engine answers, and training says in a sentence what to install', async () => {
  const { report, sum, refusal } = await outcomeWithout(NOT_INSTALLED);
  assert.deepEqual([report.name, report.canTrain, sum], ['tfjs-wasm', false, 3]);
  assert.ok(report.passedOver.includes('onnxruntime: ONNX Runtime is not installed'));
  assert.match(
    report.advice ?? '',
    /^ONNX Runtime is not installed, so tfjs-wasm answers.*npm install onnxruntime-node@/,
  );
  assert.equal(refusal.name, 'EngineUnavailableError');
  assert.match(
    refusal.message,
    /^no engine can train here: ONNX Runtime is not installed \(run 'npm install onnxruntime-node@[\d.]+ --ignore-scripts'\)$/,
  );
  for (const reason of [/onnxruntime: .*not installed/, /wasm: has no gradient/, /cpu: .*too slow/]) {
    assert.match(refusal.cause, reason);
  }
});

test('a machine that ONNX Runtime has no binary for is told so, not to install it', async () => {
  const message = "Cannot find module '../bin/napi-v6/sunos/sparc/onnxruntime_binding.node'";
  const { report, refusal } = await outcomeWithout({ code: 'MODULE_NOT_FOUND', message });
  assert.match(refusal.message, /^no engine can train here: ONNX Runtime has no binary for \w+ on \w+ \(use Linux/);
  assert.doesNotMatch(report.advice ?? '', /npm install/);
});

test('a library that cannot be loaded is told with the reason', async () => {
  const message = 'libstdc++.so.6: cannot open shared object file\nmore';
  const { refusal } = await outcomeWithout({ code: 'ERR_DLOPEN_FAILED', message });
  assert.match(refusal.message, /ONNX Runtime cannot be loaded: libstdc\+\+\.so\.6: cannot open shared object file \(/);
});

test('the entries of the package can be imported where ONNX Runtime is not', async () => {
  const entry = new URL('../../../indexer/index.js', import.meta.url).href;
  const args = ['--import', withoutRuntime(NOT_INSTALLED), '--input-type=module', '--eval', `import '${entry}';`];
  await promisify(execFile)(process.execPath, args);
});
