import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { openCatalogReader, type CatalogReader } from '../../src/catalog/reader.js';
import { nearestWords } from '../../src/encoder/nearest-words.js';
import { openCatalog, type CatalogStatus } from '../../src/open-catalog.js';
import { createRandom } from '../../src/random.js';
import type { WorkspacePaths } from '../../src/storage/workspace.js';
import { writeFileAtomic } from '../atomic-file.js';
import type { RetrievalEvaluation } from '../evaluate/retrieval.js';
import { renderReport, type Report, type ReportMeasure } from '../evaluate/report.js';
import { chooseExampleQueries } from './example-queries.js';
import { reportSections, type SourceProduct } from './report-sections.js';
import type { DemoSteps } from './run-demo.js';

/** Terms whose nearest words are shown: those of them that the catalog has. */
const TERMS = ['navy', 'cotton', 'boots', 'dress', 'backpack', 'silk'];
const NEAREST = 6;

/** Asks the catalog everything that the report shows, and writes the page. */
export async function writeDemoReport(
  paths: WorkspacePaths,
  steps: DemoSteps,
  { file, seed }: { file: string; seed: number },
): Promise<void> {
  const reader = openCatalogReader(paths);
  const catalog = await openCatalog(paths.root);
  try {
    const products = Array.from(reader.products(), ({ product }) => product);
    const queries = chooseExampleQueries(products, createRandom(`${seed}/examples`));
    const source = {
      search: catalog.search.bind(catalog),
      product: (id: string) => sourceProduct(reader, id),
    };
    const sections = await reportSections(source, queries);
    const status = await catalog.status();
    await writeFileAtomic(file, renderReport({ ...reportOf(paths, steps, status), sections }));
  } finally {
    await catalog.close();
    reader.close();
  }
}

/** @returns the figures of the evaluation as shares, each beside what guessing would reach */
export function demoMeasures({ textToImage, imageToText, ...rest }: RetrievalEvaluation): ReportMeasure[] {
  const { chance, categories, photos } = rest;
  const first = photos === 0 ? 0 : 1 / photos;
  const beside = (name: string, value: number, byChance: number): ReportMeasure => ({ name, value, chance: byChance });
  return [
    beside('text to photo: the right one is first', textToImage.recallAt1, first),
    beside('text to photo: among the first ten', textToImage.recallAt10, chance.recallAt10),
    beside('photo to text: the right one is first', imageToText.recallAt1, first),
    beside('photo to text: among the first ten', imageToText.recallAt10, chance.recallAt10),
    beside('category of a photo, 32 kinds', categories.image.leaf, 1 / 32),
    beside('category of a text, 32 kinds', categories.text.leaf, 1 / 32),
  ];
}

/** @returns how to go on with this catalog and with one's own, as command lines to copy */
export function nextSteps(workspace: string): Report['next'] {
  const shown = relative(process.cwd(), workspace) || '.';
  const vitrine = 'npm run --silent vitrine --';
  return [
    {
      text: 'Search it from the command line:',
      commands: [
        `${vitrine} search red pumps --workspace ${shown}`,
        `${vitrine} search --like S00005 in red --workspace ${shown}`,
        `${vitrine} words navy --workspace ${shown}`,
        `${vitrine} status --workspace ${shown}`,
      ],
    },
    {
      text: 'Your own catalog: a feed (JSON lines, CSV, TSV, Google Merchant, Shopify, WooCommerce) and its photos.',
      commands: [
        `${vitrine} import products.csv --photos images/`,
        `${vitrine} train`,
        `${vitrine} index`,
        `${vitrine} search WORDS`,
      ],
    },
  ];
}

function reportOf(paths: WorkspacePaths, steps: DemoSteps, status: CatalogStatus): Omit<Report, 'sections'> {
  const { draw, train, evaluate } = steps;
  const training = firstTraining(paths, train);
  const seconds = duration(training.seconds);
  const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
  const { textToImage, chance, photos } = evaluate;
  return {
    title: `A search by words and by photo, learned in ${seconds}`,
    lead:
      `Vitrine drew a catalog of ${count(draw.products)} garments, read it, and taught a small twin network which photos ` +
      'and which texts belong together, from nothing but this catalog. Below: what it finds.',
    tiles: [
      [count(draw.products), 'products, 32 categories'],
      [count(draw.photos), 'photos'],
      [seconds, `training, ${train.epochs} epochs, on ${train.engine}`],
      [
        percent(textToImage.recallAt10),
        `of texts find their photo among the first ten (chance ${percent(chance.recallAt10)})`,
      ],
      [
        `${textToImage.medianRankPercent.toFixed(1)} %`,
        `median rank of the right photo (chance ${chance.medianRankPercent} %)`,
      ],
    ],
    warnings: [],
    words: knownWords(paths),
    measures: demoMeasures(evaluate),
    measuredOn:
      `Measured on ${count(photos)} products that training never saw: each text looks for its own photo among theirs, ` +
      'and each photo for its text. The mark on each bar is chance. Drawn photos are easier than real ones: this says ' +
      'that the machinery works, not how well your catalog will be searched.',
    learningCurve: readCurve(paths, train.model),
    facts: factsOf(steps, training, status),
    next: nextSteps(paths.root),
  };
}

function knownWords(paths: WorkspacePaths): Report['words'] {
  return TERMS.flatMap((term) => {
    const { known, nearest } = nearestWords(paths.root, term, { limit: NEAREST });
    return known ? [[term, nearest.map(({ word }) => word)] as const] : [];
  });
}

function factsOf(
  { import: imported, index }: DemoSteps,
  train: DemoSteps['train'],
  { engine, indexes }: CatalogStatus,
): Report['facts'] {
  const side = (name: 'image' | 'text'): string => {
    if (indexes === null) return 'none';
    const { kind, vectors, recallAt10 } = indexes[name];
    return `${kind === 'exact' ? 'exact search' : 'HNSW'} over ${count(vectors)} vectors, recall@10 ${recallAt10}`;
  };
  const { stored, unchanged } = imported.photos;
  return [
    ['training', `${train.engine}, ${train.steps} steps, ${count(train.photosPerSecond)} photos/s`],
    ['model', train.model],
    ['answering', engine === null ? 'none' : `${engine.name} ${engine.version} on ${engine.device}`],
    ['passed over', engine === null ? 'none' : engine.passedOver.join('; ')],
    ['photo index', side('image')],
    ['text index', side('text')],
    ['words', 'SQLite FTS5, BM25 with corrected spelling'],
    [
      'import',
      `${count(stored + unchanged)} photos, ${imported.refused} rows refused, ${imported.seconds.toFixed(1)} s`,
    ],
    ['embedding', `${count(index.embedded)} vectors, ${count(index.photosPerSecond)} photos/s`],
  ];
}

/** The run that made the model: this one, or, when nothing had to be trained, an earlier one by its own record. */
function firstTraining(paths: WorkspacePaths, train: DemoSteps['train']): DemoSteps['train'] {
  const file = join(paths.reports, `training-${train.model}.json`);
  if (!train.unchanged || !existsSync(file)) return train;
  return { ...train, ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<DemoSteps['train']>) };
}

function readCurve(paths: WorkspacePaths, model: string): string | undefined {
  const file = join(paths.reports, `training-${model}.svg`);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function sourceProduct(reader: CatalogReader, id: string): SourceProduct | undefined {
  const stored = reader.product(id);
  const photo = stored?.photos.find(({ status, file }) => status === 'stored' && file !== '');
  return stored === undefined || photo === undefined ? undefined : { product: stored.product, photo };
}

function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 120 ? `${whole} seconds` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
