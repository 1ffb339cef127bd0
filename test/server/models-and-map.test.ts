import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { indexCatalog } from '../../indexer/embed-catalog.js';
import { trainModel } from '../../indexer/train/index.js';
import { openBackstage } from '../../server/backstage.js';
import { CatalogAnswer, MapAnswer, ModelAnswer } from '../../server/requests/index.js';
import type { Job, ModelsAnswer, SearchAnswer } from '../../server/requests/index.js';
import { importGarments, TINY_RECIPE } from '../pipeline/training-fixture.js';
import { folderOfTests, problemOf, startService } from './service-fixture.js';

/** The command of this package. */
const VITRINE = fileURLToPath(new URL('../../bin/vitrine.js', import.meta.url));

const folder = folderOfTests();
const workspace = await importGarments(folder, 48, { ...TINY_RECIPE, encoder: { ...TINY_RECIPE.encoder, epochs: 1 } });
const { model: older } = await trainModel({ workspace });
await indexCatalog({ workspace, threads: 1 });
const { model: newer } = await trainModel({ workspace, seed: 11 });

const backstage = openBackstage({ workspace, script: VITRINE, folders: [] });
after(() => backstage.close());
const service = await startService(workspace, { routes: backstage.routes });

async function answer<Answer>(path: string): Promise<Answer> {
  const response = await service.get(path);
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()) as Answer;
}

function useModel(id: string): Promise<Response> {
  const body = JSON.stringify({ id });
  return service.get('/v1/models/current', { method: 'PUT', body, headers: { 'content-type': 'application/json' } });
}

async function switched(id: string): Promise<Job> {
  const response = await useModel(id);
  assert.equal(response.status, 202, await response.clone().text());
  const started = (await response.json()) as Job;
  assert.deepEqual([started.kind, started.options], ['switch-model', { model: id }]);
  for (;;) {
    const job = await answer<Job>(`/v1/jobs/${started.id}`);
    if (job.finished !== null) return job;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const answeringModel = async (): Promise<string | null> =>
  (await answer<SearchAnswer>('/v1/search?q=red%20shirt')).model;

/** New indexes are taken over beside what answers: until they are open, the model before answers. */
async function answeredBy(model: string): Promise<void> {
  while ((await answeringModel()) !== model) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('a newer model answers once its job is done, and the older one again by the same call', async () => {
  const before = await answer<ModelsAnswer>('/v1/models');
  assert.equal(before.current, older);
  const own = before.models.filter(({ kind }) => kind === 'own');
  assert.deepEqual(
    own.map(({ id, current }) => [id, current]),
    [
      [newer, false],
      [older, true],
    ],
  );
  assert.equal(own[0].card?.epochs, 1);
  assert.equal(await answeringModel(), older);

  const forward = await switched(newer);
  assert.equal(forward.status, 'done', forward.log.join('\n'));
  assert.equal((await answer<ModelsAnswer>('/v1/models')).current, newer);
  await answeredBy(newer);

  const back = await switched(older);
  assert.equal((back.result as { embedded: number }).embedded, 0);
  assert.equal((await answer<ModelsAnswer>('/v1/models')).current, older);
  await answeredBy(older);
});

test('a model that is not listed cannot be chosen, whatever its name leads to', async () => {
  for (const id of ['nobody', '..', join(workspace, 'models', older)]) {
    assert.deepEqual(await problemOf(await useModel(id)), { status: 404, code: 'not-found', field: 'options.model' });
  }
});

test('when a switch fails, the model before goes on answering', async () => {
  const file = join(workspace, 'models', newer, 'weights.bin');
  const sound = readFileSync(file);
  const manifest = readFileSync(join(workspace, 'manifest.json'), 'utf8');
  writeFileSync(file, sound.subarray(1));
  const job = await switched(newer);
  writeFileSync(file, sound);
  assert.deepEqual([job.status, job.problem?.code], ['failed', 'damaged']);
  assert.equal(readFileSync(join(workspace, 'manifest.json'), 'utf8'), manifest);
  assert.equal(await answeringModel(), older);
});

test('the map has a point for each product, the same each time', async () => {
  const map = await answer<MapAnswer>('/v1/map');
  assert.equal(map.points.length, 48);
  assert.deepEqual([...map.categories].sort(), [
    'Apparel > hat',
    'Apparel > shirt',
    'Apparel > shoe',
    'Apparel > skirt',
  ]);
  assert.ok(map.points.every(([x, y]) => Math.abs(x) < 5 && Math.abs(y) < 5));
  assert.deepEqual(await answer<MapAnswer>('/v1/map'), map);
  assert.deepEqual((await answer<MapAnswer>('/v1/map?limit=5')).points, map.points.slice(0, 5));
  assert.deepEqual(await problemOf(await service.get('/v1/map?limit=0')), {
    ...{ status: 400, code: 'bad-input', field: 'limit' },
  });
});

test('the map of the plane has the same products in the same order, elsewhere', async () => {
  const [plane, map] = [MapAnswer.parse(await answer('/v1/map?layout=plane')), await answer<MapAnswer>('/v1/map')];
  assert.deepEqual([plane.ids, plane.categories], [map.ids, map.categories]);
  assert.notDeepEqual(plane.points, map.points);
});

test('one model tells its learning curves, its measures and its size', async () => {
  const model = ModelAnswer.parse(await answer(`/v1/models/${older}`));
  assert.deepEqual([model.id, model.kind, model.current, model.detectors], [older, 'own', true, []]);
  assert.deepEqual(
    model.history.map(({ epoch }) => epoch),
    [1],
  );
  assert.ok(model.history[0].losses.total > 0 && model.bytes > 1000);
  assert.deepEqual(model.validation, model.history[0].validation);
  assert.deepEqual(await problemOf(await service.get('/v1/models/nobody')), {
    ...{ status: 404, code: 'not-found', field: 'id' },
  });
});

test('the catalog is counted with what is missing in it', async () => {
  const { products, photos, fields, disk } = CatalogAnswer.parse(await answer('/v1/catalog'));
  assert.deepEqual([products, photos.named, photos.missing, photos.productsWithout], [48, 48, 0, 0]);
  const missing = Object.fromEntries(fields.map(({ name, missing }) => [name, missing]));
  assert.deepEqual([missing.category, missing.season], [0, 48]);
  assert.ok(disk.catalog > 0 && disk.models > 0 && disk.indexes > 0);
});
