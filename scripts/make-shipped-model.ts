/**
 * Makes data/models/fashion, the model that is part of the package.
 *
 *     node dist/scripts/make-shipped-model.js --workspace fashion.vitrine [--catalogs DIR] [--out DIR]
 *     node dist/scripts/make-shipped-model.js --workspace fashion.vitrine --from-scratch [--seed 7]
 *
 * The workspace holds the twin model and its heat map detector, in the precision in which they were trained. With
 * --from-scratch they are made first, from nothing but the catalogs:
 *
 *     vitrine import $CATALOGS/fashion/train.jsonl.gz --workspace fashion.vitrine
 *     vitrine train --workspace fashion.vitrine
 *     vitrine train-detection $CATALOGS/street/train.jsonl --workspace fashion.vitrine
 *
 * Then the model is packed as it ships, measured as it ships, and described by a card: --no-measure leaves the figures
 * out. Nothing of the catalogs goes into the folder but single words, names of categories and numbers.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { importCatalog, trainDetection, trainModel } from '../indexer/index.js';
import { writeFileAtomic, writeFolderAtomic } from '../indexer/atomic-file.js';
import { findModel } from '../src/storage/model-folder.js';
import { workspacePaths } from '../src/storage/workspace.js';
import { describeModel, type ShippedCard } from './shipped-model/card.js';
import { measureModel } from './shipped-model/measure.js';
import { packModel, requireSmall } from './shipped-model/pack.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

interface Options {
  readonly workspace: string;
  readonly catalogs: string;
  readonly out: string;
  readonly seed: number;
  readonly measures: boolean;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      workspace: { type: 'string' },
      catalogs: { type: 'string', default: join(root, '../shared/catalogs') },
      out: { type: 'string', default: join(root, 'data/models/fashion') },
      seed: { type: 'string', default: '7' },
      'from-scratch': { type: 'boolean', default: false },
      'no-measure': { type: 'boolean', default: false },
    },
  });
  const { workspace, catalogs, out } = values;
  if (workspace === undefined) throw new Error('name the workspace of the model: --workspace fashion.vitrine');
  const measures = !values['no-measure'];
  const options: Options = {
    workspace,
    catalogs: resolve(catalogs),
    out: resolve(out),
    seed: Number(values.seed),
    measures,
  };
  if (values['from-scratch']) await trainFromScratch(options);
  const bytes = await makeModel(options);
  process.stdout.write(`${options.out}: ${(bytes / 1e6).toFixed(2)} MB\n`);
}

async function trainFromScratch({ workspace, catalogs, seed }: Options): Promise<void> {
  await importCatalog({ workspace, sources: [join(catalogs, 'fashion/train.jsonl.gz')] });
  await trainModel({ workspace, seed });
  await trainDetection({ workspace, catalog: join(catalogs, 'street/train.jsonl'), recipe: 'heatmap', seed });
}

async function makeModel({ workspace, catalogs, out, measures }: Options): Promise<number> {
  const { folder } = findModel(workspacePaths(workspace));
  const draft = mkdtempSync(join(tmpdir(), 'vitrine-shipped-'));
  try {
    // Measured is what ships: the packed model, read back.
    const packed = packModel(folder);
    for (const [name, bytes] of packed.files({})) await writeFileAtomic(join(draft, name), bytes);
    const metrics = measures ? await measureModel(draft, catalogs) : {};
    const card: ShippedCard = describeModel(packed.twin, packed.detector, metrics);
    const files = packed.files(card.json);
    const size = requireSmall(files, card.readme);
    await writeFolderAtomic(out, async (temporary) => {
      for (const [name, bytes] of files) await writeFileAtomic(join(temporary, name), bytes);
      writeFileSync(join(temporary, 'README.md'), card.readme);
    });
    return size;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

await main();
