import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { listModels } from '../../../indexer/list-models.js';
import { writeBelow } from '../../pipeline/import-fixture.js';

test('models are listed with their cards, and the one whose vectors are searched is the current one', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-models-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const shippedModels = join(folder, 'shipped');
  assert.deepEqual(listModels(join(folder, 'nowhere'), { shippedModels }), { current: null, models: [] });

  const workspace = join(folder, 'shop.vitrine');
  const older = writeBelow(workspace, 'models/aa11/model.json', '{}');
  writeBelow(workspace, 'models/aa11/card.json', '{"name": "summer", "epochs": 4}');
  utimesSync(older, 1000, 1000);
  writeBelow(workspace, 'models/bb22/model.json', '{}');
  writeBelow(workspace, 'models/cc33.17.tmp/model.json', '{}');
  writeBelow(shippedModels, 'fashion/model.json', '{}');
  writeBelow(workspace, 'embeddings/e1/embeddings.json', '{"model": "aa11"}');
  // The newest model is trained, and nothing is embedded by it yet.
  writeBelow(
    workspace,
    'manifest.json',
    JSON.stringify({ version: 1, model: 'bb22', embeddings: 'e1', indexes: 'i1' }),
  );

  const { current, models } = listModels(workspace, { shippedModels });
  assert.equal(current, 'aa11');
  assert.deepEqual(
    models.map(({ id, name, kind, current }) => [id, name, kind, current]),
    [
      ['bb22', 'bb22', 'own', false],
      ['aa11', 'summer', 'own', true],
      ['fashion', 'fashion', 'shipped', false],
    ],
  );
  assert.deepEqual(models[1].card, { name: 'summer', epochs: 4 });
  assert.deepEqual(
    models.map(({ created }) => created),
    [models[0].created, '1970-01-01T00:16:40.000Z', null],
  );
});
