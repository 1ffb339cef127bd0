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

/** Makes Node answer for one package as if it were not installed. */
function without(name: string): string {
  const resolve = `export function resolve(specifier, context, next) {
    if (specifier === '${name}') throw Object.assign(new Error("Cannot find package '${name}'"), { code: 'ERR_MODULE_NOT_FOUND' });
    return next(specifier, context);
  }`;
  const hook = `data:text/javascript,${encodeURIComponent(resolve)}`;
  return `data:text/javascript,${encodeURIComponent(`import { register } from 'node:module'; register(${JSON.stringify(hook)});`)}`;
}

interface Outcome {
  readonly report: EngineReport;
  readonly sum: number;
  readonly refusal: { readonly name: string; readonly message: string };
}

test('without ONNX Runtime the wasm engine answers and training is refused, both with the reasons', async () => {
  const program = `
    const { selectEngine } = await import(${JSON.stringify(new URL('../../../src/engine/select.js', import.meta.url).href)});
    const tf = await import(${JSON.stringify(new URL('../../../src/engine/tensor.js', import.meta.url).href)});
    const engine = await selectEngine({ need: 'answer' });
    const compiled = await engine.compile({ inputs: { x: { shape: [2] } }, build: ({ x }) => ({ sum: tf.sum(x) }) });
    const { sum } = await compiled.run({ x: Float32Array.of(1, 2) });
    const refusal = await selectEngine({ need: 'train' }).catch(({ name, message }) => ({ name, message }));
    console.log(JSON.stringify({ report: engine.report, sum: sum[0], refusal }));`;
  const args = ['--import', without('onnxruntime-node'), '--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { report, sum, refusal } = JSON.parse(stdout) as Outcome;
  assert.equal(report.name, 'tfjs-wasm');
  assert.equal(report.canTrain, false);
  assert.ok(report.passedOver.some((reason) => /^onnxruntime: .*onnxruntime-node/.test(reason)));
  assert.equal(sum, 3);
  assert.equal(refusal.name, 'EngineUnavailableError');
  for (const reason of [/onnxruntime: .*onnxruntime-node/, /wasm: has no gradient/, /cpu: .*too slow/]) {
    assert.match(refusal.message, reason);
  }
});
