import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { TrainRecipe } from '../../../../../indexer/train/detection/index.js';
import { trainPhaseB } from '../../../../../indexer/train/detection/phase-b.js';
import { trainPhaseC, trainPhaseD } from '../../../../../indexer/train/detection/phase-cd.js';
import { boxedPhoto, type BoxedPhoto } from '../../../../../indexer/train/detection/photos.js';
import { vocabularyHash } from '../../../../../src/detection/format.js';
import { openDetector, openStoredDetector } from '../../../../../src/detection/open-detector.js';
import { encoderOf, type DualEncoder } from '../../../../../src/encoder/open-encoder.js';
import type { Engine } from '../../../../../src/engine/engine.js';
import { createOnnxEngine } from '../../../../../src/engine/onnx/engine.js';
import { createRandom } from '../../../../../src/random.js';
import { untrainedModel, writeModel } from '../../../encoder/model-fixture.js';

const [WIDTH, HEIGHT] = [160, 240];
const twin = untrainedModel();
const folder = mkdtempSync(join(tmpdir(), 'vitrine-phases-'));
let engine: Engine;
let encoder: DualEncoder;

before(async () => {
  writeModel(folder, twin);
  engine = await createOnnxEngine({ provider: 'cpu', threads: 1 });
  encoder = encoderOf(twin, engine);
});
after(async () => {
  await encoder.close();
  await engine.close();
  rmSync(folder, { recursive: true });
});

/** A red block above a blue one on grey. */
function drawPhoto(id: number): BoxedPhoto {
  const random = createRandom(id);
  const garments = [
    { label: 'shirt', color: 'red', top: 30, shade: [220, 30, 30] },
    { label: 'shoe', color: 'blue', top: 140, shade: [30, 30, 220] },
  ];
  const data = new Uint8Array(WIDTH * HEIGHT * 3).fill(140);
  const boxes = garments.map(({ label, color, top, shade }) => {
    const box = [20 + random.integer(50), top + random.integer(20), 50, 60] as const;
    for (let y = box[1]; y < box[1] + box[3]; y++) {
      for (let x = box[0]; x < box[0] + box[2]; x++) data.set(shade, (y * WIDTH + x) * 3);
    }
    return { label, color, query: `${color} ${label}`, box };
  });
  return boxedPhoto({ id: String(id), photo: { width: WIDTH, height: HEIGHT, data }, boxes });
}

const PHASES: Readonly<Record<'b' | 'c' | 'd', TrainRecipe>> = { b: trainPhaseB, c: trainPhaseC, d: trainPhaseD };

for (const recipe of ['b', 'c', 'd'] as const) {
  test(`phase ${recipe} is trained, opened and asked`, async () => {
    const photos = [1, 2, 3, 4].map(drawPhoto);
    const steps = new Set<string>();
    const { detector, losses } = await PHASES[recipe]({
      ...{ modelFolder: folder, twin, encoder, engine, photos, heldOut: [drawPhoto(5)], seed: 3, epochs: 1 },
      ...{ checkpoint: '', onProgress: ({ step }) => steps.add(step) },
    });
    assert.ok(losses.total > 0 && Number.isFinite(losses.total));
    assert.ok(steps.has('proposals') && steps.has('train') && steps.has('calibrate'));
    const words = { name: 'untrained', vocabulary: vocabularyHash(twin.vocabulary) };
    const card = { data: '', licence: '', seed: 3, epochs: 1, metrics: {} };
    const opened = await openStoredDetector(
      { ...detector!, recipe, twin: words, card },
      { encoder, engine, modelFolder: folder },
    );
    const seen = await opened.look(drawPhoto(6).photo);
    const [found, none] = await seen.find(['red shirt', 'qwrt'], 3);
    await opened.close();
    assert.equal(opened.recipe, recipe);
    assert.ok(found.length > 0 && found.every(({ score }) => score > 0 && score < 1));
    assert.ok(found.every(({ box }) => box.x1 >= 0 && box.x2 <= WIDTH + 1e-3 && box.y2 <= HEIGHT + 1e-3));
    assert.deepEqual(none, []);
  });
}

test('phase a needs no training, and names the categories of the twin model', async () => {
  const detector = await openDetector(folder, { encoder, engine, recipe: 'a' });
  const seen = await detector.look(drawPhoto(6).photo);
  for (const { label } of await seen.garments(3)) assert.ok(['shirts', 'shoes'].includes(label), label);
  await detector.close();
});

test('photos of which no word is known teach nothing', async () => {
  const { boxes, ...photo } = drawPhoto(1);
  const unknown = { ...photo, boxes: boxes.map((box) => ({ ...box, label: 'qwrt', color: undefined, query: 'qwrt' })) };
  const training = { modelFolder: folder, twin, encoder, engine, photos: [unknown], heldOut: [], seed: 3 };
  await assert.rejects(trainPhaseC({ ...training, epochs: 1, checkpoint: '' }), { code: 'bad-input' });
});
