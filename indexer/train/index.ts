import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { twinModel, type TwinShape } from '../../src/encoder/dual-encoder.js';
import { encodeModel, readModel, sha256Of, shapeOf, type StoredModel } from '../../src/encoder/format.js';
import type { Engine } from '../../src/engine/engine.js';
import { requireTrainingEngine } from '../../src/engine/select.js';
import { NotReadyError, UsageError } from '../../src/errors.js';
import { splitForValidation } from '../../src/evaluation/split.js';
import type { WorkOptions } from '../../src/progress.js';
import { modelFolder } from '../../src/storage/model-folder.js';
import { readManifest, workspacePaths, type WorkspacePaths } from '../../src/storage/workspace.js';
import { productText } from '../../src/text/product-text.js';
import type { WordVectors } from '../../src/text/word-vectors.js';
import { writeFileAtomic, writeFolderAtomic, writeManifest } from '../atomic-file.js';
import { withLock } from '../lock.js';
import { loadRecipe, type Recipe } from '../recipe.js';
import { loadPixels, readTrainingCatalog, type PhotographedProduct, type TrainingCatalog } from './catalog-products.js';
import type { BatchSource } from './batches.js';
import { deleteCheckpoint, type EpochRecord } from './checkpoint.js';
import { trainEncoder, type TrainedEncoder } from './encoder.js';
import { learningCurve } from './learning-curve.js';
import { createTrainingSet, leafCategory } from './training-set.js';
import { prepareWords } from './words.js';

export interface TrainOptions extends WorkOptions {
  readonly workspace: string | WorkspacePaths;
  /** Name of a recipe or a JSON file; by default the workspace's vitrine.json. */
  readonly recipe?: string | undefined;
  /** These two win over the recipe's. */
  readonly epochs?: number | undefined;
  readonly seed?: number | undefined;
  /** Fail when there is no training to take up; without it one is taken up where there is one. */
  readonly resume?: boolean | undefined;
  /** A model of the workspace, a shipped one, or a model folder, whose weights are the start. */
  readonly from?: string | undefined;
  /** Trains on this engine in the calling thread: for tests. */
  readonly engine?: Engine | undefined;
}

export interface TrainSummary {
  readonly model: string;
  /** Whether the model was there already: nothing that it is made of has changed. */
  readonly unchanged: boolean;
  readonly engine: string;
  readonly epochs: number;
  readonly steps: number;
  readonly photosPerSecond: number;
  /** Means of the last epoch. */
  readonly losses: Readonly<Record<string, number>>;
  /** On the held-out products, after the last epoch: textToImage.medianRankPercent and so on. */
  readonly validation: Readonly<Record<string, number>>;
  readonly seconds: number;
}

/** Changes when the same recipe and catalog make another model. */
const VERSION = 1;

/**
 * Trains the words and the twin model of a workspace's catalog, and makes the model the workspace's own. A training that
 * was killed is taken up at its last checkpoint; one whose model is there is skipped.
 * @throws NotReadyError without products and photos; EngineUnavailableError before anything is learned; LockedError;
 *   BadRecipeError; CancelledError
 */
export function trainModel(options: TrainOptions): Promise<TrainSummary> {
  const paths = typeof options.workspace === 'string' ? workspacePaths(options.workspace) : options.workspace;
  return withLock(paths, 'train', () => new ModelTraining(paths, options).run());
}

class ModelTraining {
  private readonly started = performance.now();
  private readonly recipe: Recipe;

  constructor(
    private readonly paths: WorkspacePaths,
    private readonly options: TrainOptions,
  ) {
    const recipe = loadRecipe(paths, options.recipe);
    const epochs = options.epochs ?? recipe.encoder.epochs;
    this.recipe = { ...recipe, seed: options.seed ?? recipe.seed, encoder: { ...recipe.encoder, epochs } };
  }

  async run(): Promise<TrainSummary> {
    const { paths, recipe, options } = this;
    const catalog = readTrainingCatalog(paths, recipe.encoder.photoSize);
    const start = this.startingModel();
    const id = modelId(catalog, recipe, start?.id);
    const checkpoint = join(paths.checkpoints, `train-${id}.bin`);
    if (existsSync(join(paths.model(id), 'model.json'))) return this.alreadyThere(id);
    if (options.resume === true && !existsSync(checkpoint)) {
      throw new NotReadyError({
        file: checkpoint,
        reason: 'there is no stopped training of this catalog and recipe',
        remedy: "run 'vitrine train' without --resume",
      });
    }
    if (options.engine === undefined) await requireTrainingEngine();
    this.removeOtherCheckpoints(checkpoint);
    const words = start?.stored ?? (await this.words(catalog));
    const { source, heldOut, measuredOn } = this.prepare(catalog, words, start?.stored);
    const trained = await trainEncoder(source, {
      ...{
        words: words.vectors,
        heldOut,
        engine: options.engine,
        signal: options.signal,
        onProgress: options.onProgress,
      },
      checkpoint: { file: checkpoint, training: id },
      startFrom: start && startingWeights(start.stored, source.shape),
    });
    const summary = this.summary(id, trained);
    await this.keep(id, { source, words, trained, summary, measuredOn });
    deleteCheckpoint(checkpoint);
    return summary;
  }

  private async words({ products }: TrainingCatalog): Promise<WordVectors> {
    const texts = products.map(({ product }) => productText(product));
    const { text, seed } = this.recipe;
    const { signal, onProgress } = this.options;
    return prepareWords(this.paths, { texts, recipe: text, seed }, { signal, onProgress });
  }

  private prepare(
    { photographed }: TrainingCatalog,
    words: Pick<WordVectors, 'vocabulary' | 'vectors'>,
    start: StartingModel['stored'] | undefined,
  ): { source: BatchSource; heldOut: Uint32Array; measuredOn: HeldOutCard } {
    const { encoder, seed } = this.recipe;
    const categories = start?.categories ?? leafCategories(photographed);
    const set = createTrainingSet(photographed, words.vocabulary, categories);
    const split = splitRows(photographed, set.products, { share: encoder.heldOut, seed });
    const recipe = fitToCatalog(encoder, { rows: split.train.length, categories: categories.length });
    const shape = shapeOf(encoder, {
      ...{ words: words.vocabulary.size, wordSize: words.vectors.columns, categories: categories.length },
    });
    const pixels = loadPixels(this.paths, encoder.photoSize, set.slots);
    const heldOut = Array.from(split.heldOut, (row) => photographed[set.products[row]]);
    return {
      source: { set, rows: split.train, pixels, shape, recipe, seed },
      heldOut: split.heldOut,
      measuredOn: { products: heldOut.length, hash: contentsHash(heldOut).slice(0, 16) },
    };
  }

  private startingModel(): StartingModel | undefined {
    const { from } = this.options;
    if (from === undefined) return undefined;
    const stored = readModel(modelFolder(this.paths, from));
    return {
      id: sha256Of(stored.card.name + String(stored.weights.length)),
      stored: { ...stored, vectors: stored.words },
    };
  }

  private async keep(
    id: string,
    made: {
      source: BatchSource;
      words: Pick<WordVectors, 'vocabulary' | 'vectors'>;
      trained: TrainedEncoder;
      summary: TrainSummary;
      measuredOn: HeldOutCard;
    },
  ): Promise<void> {
    const { source, words, trained, summary } = made;
    const files = encodeModel({
      model: twinModel(source.shape),
      ...{ categories: source.set.categoryNames, vocabulary: words.vocabulary, words: words.vectors },
      ...{ weights: trained.weights, statistics: trained.statistics },
      card: this.card(id, made),
    });
    await writeFolderAtomic(this.paths.model(id), async (folder) => {
      for (const [name, bytes] of files) await writeFileAtomic(join(folder, name), bytes);
    });
    await writeFileAtomic(join(this.paths.reports, `training-${id}.svg`), await learningCurve(trained.history));
    const report = { ...summary, history: trained.history };
    await writeFileAtomic(join(this.paths.reports, `training-${id}.json`), `${JSON.stringify(report, null, 1)}\n`);
    await this.switchTo(id, files);
  }

  private card(
    id: string,
    { source, trained, measuredOn }: { source: BatchSource; trained: TrainedEncoder; measuredOn: HeldOutCard },
  ): StoredModel['card'] {
    const { set, rows } = source;
    return {
      name: id,
      data: `${rows.length} products of this workspace's catalog, ${set.categoryNames.length} categories`,
      licence: 'as the catalog it was trained on',
      epochs: trained.history.length,
      image: source.recipe.image,
      parameters: trained.weights.length,
      engine: trained.engine.name,
      validation: trained.history.at(-1)?.validation ?? {},
      heldOut: measuredOn,
      recipe: this.recipe,
      history: trained.history,
    };
  }

  private async switchTo(id: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
    const others = Object.entries(readManifest(this.paths).checksums ?? {}).filter(
      ([file]) => !file.startsWith('models/'),
    );
    const own = [...files].map(([name, bytes]) => [`models/${id}/${name}`, sha256Of(bytes)] as const);
    await writeManifest(this.paths, { model: id, checksums: Object.fromEntries([...others, ...own]) });
  }

  private summary(id: string, trained: TrainedEncoder): TrainSummary {
    const last = trained.history.at(-1);
    return {
      ...{ model: id, unchanged: false, engine: trained.engine.name },
      ...{ epochs: trained.history.length, steps: trained.steps },
      photosPerSecond: Math.round(trained.photosPerSecond),
      losses: last?.losses ?? {},
      validation: last?.validation ?? {},
      seconds: this.seconds(),
    };
  }

  private async alreadyThere(id: string): Promise<TrainSummary> {
    const { card } = readModel(this.paths.model(id));
    if (readManifest(this.paths).model !== id) await writeManifest(this.paths, { model: id });
    const history = card.history as readonly EpochRecord[];
    const last = history.at(-1);
    return {
      ...{ model: id, unchanged: true, engine: String(card.engine), epochs: card.epochs, steps: 0, photosPerSecond: 0 },
      ...{ losses: last?.losses ?? {}, validation: last?.validation ?? {}, seconds: this.seconds() },
    };
  }

  private seconds(): number {
    return (performance.now() - this.started) / 1000;
  }

  /** A training that another recipe or catalog has replaced is never taken up again, and its file is large. */
  private removeOtherCheckpoints(kept: string): void {
    if (!existsSync(this.paths.checkpoints)) return;
    for (const name of readdirSync(this.paths.checkpoints)) {
      const file = join(this.paths.checkpoints, name);
      if (/^train-.*\.bin$/.test(name) && file !== kept) deleteCheckpoint(file);
    }
  }
}

/** What a model was measured on: measures of two models compare only when these agree. */
interface HeldOutCard {
  readonly products: number;
  /** Of the products and their photos. */
  readonly hash: string;
}

interface StartingModel {
  readonly id: string;
  readonly stored: StoredModel & { readonly vectors: StoredModel['words'] };
}

/** @throws UsageError when the model has another shape than the recipe asks for */
function startingWeights(
  { model, weights, statistics }: StoredModel,
  shape: TwinShape,
): { weights: Float32Array; statistics: Float32Array } {
  if (isDeepStrictEqual({ ...model.shape }, { ...shape })) return { weights, statistics };
  throw new UsageError({
    field: '--from',
    reason: `that model has another shape than the recipe: ${JSON.stringify(model.shape)}`,
    remedy: 'use the recipe of that model, which stands in its card.json',
  });
}

/** Hash of all that decides a model: products, photos, recipe, starting model. */
function modelId({ products }: TrainingCatalog, { text, encoder, seed }: Recipe, start: string | undefined): string {
  const parts = [VERSION, text, encoder, seed, start ?? '', contentsHash(products)];
  return sha256Of(JSON.stringify(parts)).slice(0, 16);
}

/** Hash of products and their photos, in this order. */
function contentsHash(products: TrainingCatalog['products']): string {
  const contents = products.map(({ hash, photos }) => [hash, ...photos.map(({ pixelsHash }) => pixelsHash)].join(' '));
  return sha256Of(contents.join('\n'));
}

function leafCategories(products: readonly PhotographedProduct[]): string[] {
  const names = products.map(({ product }) => leafCategory(product)).filter((name) => name !== undefined);
  return [...new Set(names)].sort();
}

/** Rows of the training set to train on and to hold out; products that share a photo stay on one side. */
function splitRows(
  photographed: readonly PhotographedProduct[],
  kept: Uint32Array,
  options: { share: number; seed: number },
): { train: Uint32Array; heldOut: Uint32Array } {
  const items = Array.from(kept, (index, row) => {
    const { product, photos } = photographed[index];
    return { id: product.id, contentHashes: photos.map(({ contentHash }) => contentHash).filter(Boolean), row };
  });
  const { train, validation } = splitForValidation(items, options);
  const rowsOf = (side: readonly { row: number }[]): Uint32Array => Uint32Array.from(side, ({ row }) => row);
  return { train: rowsOf(train), heldOut: rowsOf(validation) };
}

/**
 * What a small or plain catalog cannot give: a batch must not hold a product twice, nor its extra texts be those of the
 * batch; without categories there is nothing to tell apart.
 */
function fitToCatalog(
  recipe: Recipe['encoder'],
  { rows, categories }: { rows: number; categories: number },
): Recipe['encoder'] {
  const shards = rows >= recipe.shards ? recipe.shards : 1;
  const batchSize = Math.min(recipe.batchSize, rows - (rows % shards));
  const extraTexts = Math.min(recipe.extraTexts, rows - batchSize);
  const photoMemory = Math.min(recipe.photoMemory, Math.max(0, rows - 2 * batchSize));
  const losses = categories > 0 ? recipe.losses : { ...recipe.losses, imageCategory: 0, textCategory: 0 };
  return { ...recipe, shards, batchSize, extraTexts, photoMemory, losses };
}
