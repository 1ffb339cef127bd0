import { z } from 'zod';
import { openEncoder, type DualEncoder } from '../../src/encoder/open-encoder.js';
import type { EngineReport } from '../../src/engine/engine.js';
import { selectEngine } from '../../src/engine/select.js';
import { momentsOf } from '../../src/indexes/moments.js';
import { FlatIndex } from '../../src/indexes/flat.js';
import type { WorkOptions } from '../../src/progress.js';
import type { SearchMode } from '../../src/search/query.js';
import type { SearchParts } from '../../src/search/search-index.js';
import { modelFolder } from '../../src/storage/model-folder.js';
import { shippedModel } from '../../src/storage/shipped.js';
import { readManifest, workspacePaths, type WorkspacePaths } from '../../src/storage/workspace.js';
import { knownShare } from '../../src/text/known-share.js';
import { productText } from '../../src/text/product-text.js';
import { createMatrix, type Matrix } from '../../src/vector/matrix.js';
import { answerPhotos, answerTexts, pixelsOfFile } from './embed-items.js';
import type { MemoryCatalog } from './memory-catalog.js';
import { evaluateQueries, type QueriesEvaluation } from './queries.js';
import { evaluateRetrieval, itemsHeldOut, itemsOfFile, type RetrievalEvaluation } from './retrieval.js';

export interface EvaluateOptions extends WorkOptions {
  readonly workspace: string | WorkspacePaths;
  /** A catalog file that the model need never have seen; the workspace's validation split by default. */
  readonly catalog?: string | undefined;
  /**
   * Id of a model of the workspace, name of a shipped one, or a model's folder. By default the workspace's current one,
   * else the shipped one.
   */
  readonly model?: string | undefined;
}

/** What the split of a training is known by: the recipe that its model's card carries. */
const trainedBy = z.object({
  recipe: z.object({ seed: z.number(), encoder: z.object({ heldOut: z.number() }) }),
});

/** Retrieval by exact ranking, both ways, with the accuracy of the categories and what chance would give. */
export function evaluate({ workspace, catalog, model, ...work }: EvaluateOptions): Promise<RetrievalEvaluation> {
  const paths = typeof workspace === 'string' ? workspacePaths(workspace) : workspace;
  return withEncoder(modelFolder(paths, model), async (encoder, { name }) => {
    const size = encoder.photoSize;
    if (catalog !== undefined) {
      return evaluateRetrieval(await itemsOfFile(catalog, size, work.signal), { ...work, encoder, engine: name });
    }
    const { recipe } = trainedBy.parse(encoder.card);
    const items = itemsHeldOut(paths, { share: recipe.encoder.heldOut, seed: recipe.seed }, size);
    return evaluateRetrieval(items, { ...work, encoder, engine: name });
  });
}

export interface EvaluateQueriesOptions extends WorkOptions {
  readonly workspace: string;
  readonly queries: string;
  /** The index holds exactly the products of this file. */
  readonly catalog: string;
  readonly model?: string | undefined;
  readonly modes?: readonly SearchMode[] | undefined;
}

/**
 * Judged queries on a catalog file. With the mode 'words' alone, or where there is neither a model of the workspace nor a
 * shipped one, only words are searched.
 */
export function evaluateJudgedQueries(options: EvaluateQueriesOptions): Promise<QueriesEvaluation> {
  const { workspace, model, modes } = options;
  const paths = workspacePaths(workspace);
  const wordsOnly = modes?.every((mode) => mode === 'words') === true;
  const hasModel = (model ?? readManifest(paths).model ?? shippedModel()) !== undefined;
  if (wordsOnly || !hasModel) return evaluateQueries(options);
  return withEncoder(modelFolder(paths, model), (encoder) =>
    evaluateQueries({ ...options, vectorsOf: (catalog) => vectorsOf(catalog, encoder, options) }),
  );
}

/** Embeds a catalog in memory and indexes it exactly. */
async function vectorsOf(
  { products }: MemoryCatalog,
  encoder: DualEncoder,
  work: WorkOptions,
): Promise<Omit<SearchParts, 'database'>> {
  const size = encoder.photoSize;
  const { readable, answers } = await answerPhotos(
    products.map(({ photos }) => pixelsOfFile(photos[0], size)),
    { ...work, size, asks: [encoder.embedPhotos.bind(encoder)] },
  );
  const ownTexts = products.map(({ product }) => productText(product));
  const texts = await answerTexts(ownTexts, { ...work, ask: encoder.embedTexts.bind(encoder) });
  const images = answers[0] ?? createMatrix(0, encoder.embeddingSize);
  return {
    encoder: () => Promise.resolve(encoder),
    knownWords: knownShare(ownTexts, encoder.vocabulary),
    ...(images.rows === 0 ? {} : { images: { ...flat(images), products: Uint32Array.from(readable, (i) => i + 1) } }),
    texts: { ...flat(texts), products: Uint32Array.from(products, (_, i) => i + 1) },
  };
}

function flat(matrix: Matrix): { index: FlatIndex; matrix: Matrix; moments: ReturnType<typeof momentsOf> } {
  return { index: new FlatIndex(matrix), matrix, moments: momentsOf(matrix) };
}

async function withEncoder<Result>(
  folder: string,
  work: (encoder: DualEncoder, engine: EngineReport) => Promise<Result>,
): Promise<Result> {
  const engine = await selectEngine({ need: 'answer' });
  try {
    const encoder = await openEncoder(folder, engine);
    try {
      return await work(encoder, engine.report);
    } finally {
      await encoder.close();
    }
  } finally {
    await engine.close();
  }
}
