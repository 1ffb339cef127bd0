import type { HeatmapShape } from '../../../src/detection/heatmap-network.js';
import { textFeatures } from '../../../src/detection/text-features.js';
import type { DualEncoder } from '../../../src/encoder/open-encoder.js';
import { createRandom } from '../../../src/random.js';
import type { HeatmapBatch } from './heatmap-program.js';
import { createTargetMarker, type TargetMarker } from './heatmap-targets.js';
import type { HeatmapRecipe } from './recipe.js';
import { drawWindow, type WindowQuery, type WindowSource } from './windows.js';

/** Everything that decides what a step is trained on. */
export interface HeatmapSource {
  readonly windows: WindowSource;
  readonly recipe: HeatmapRecipe;
  readonly seed: number;
}

/** The inputs of the program but for the weights; see heatmapProgram. The arrays are used again by the next call. */
export type HeatmapFeeds = Readonly<
  Record<'photos' | 'texts' | 'inside' | 'targets' | 'positive' | 'asked' | 'present', Float32Array>
>;

export function heatmapBatch({ recipe }: Pick<HeatmapSource, 'recipe'>): HeatmapBatch {
  const { batchSize, shards, queries, windows } = recipe;
  return { windows: batchSize / shards, queries, canvas: windows };
}

/** So many windows are drawn at most until one has an answer. */
const ATTEMPTS = 20;

/**
 * Draws the windows of one shard of a step, by the seed, the step and the shard alone.
 * @returns the inputs of the program
 */
export function createHeatmapBatches(
  source: HeatmapSource,
  shape: Pick<HeatmapShape, 'textSize'>,
  encoder: DualEncoder,
): (step: number, shard: number) => Promise<HeatmapFeeds> {
  const batch = heatmapBatch(source);
  const marker = createTargetMarker(batch.canvas, source.recipe.region);
  const texts = new KnownTexts(encoder);
  const feeds = emptyFeeds(batch, shape.textSize, marker.places);
  return async (step, shard) => {
    const random = createRandom(`${source.seed}/windows/${step}/${shard}`);
    const queries: (WindowQuery | undefined)[] = [];
    const pixels = batch.canvas.width * batch.canvas.height * 3;
    for (let w = 0; w < batch.windows; w++) {
      let asked: WindowQuery[] = [];
      for (let attempt = 0; attempt < ATTEMPTS && !asked.some(({ boxes }) => boxes.length > 0); attempt++) {
        const window = drawWindow(source.windows, random);
        feeds.photos.set(window.data, w * pixels);
        asked = await texts.known(window.queries);
      }
      for (let q = 0; q < batch.queries; q++) queries.push(asked[q]);
    }
    fillQueries(feeds, queries, { marker, texts });
    return feeds;
  };
}

function emptyFeeds({ windows, queries, canvas }: HeatmapBatch, textSize: number, places: number): HeatmapFeeds {
  const n = windows * queries;
  return {
    photos: new Float32Array(windows * canvas.width * canvas.height * 3),
    texts: new Float32Array(n * textSize),
    inside: new Float32Array(n * places),
    targets: new Float32Array(n * 4 * places),
    positive: new Float32Array(n),
    asked: new Float32Array(n),
    present: new Float32Array(n),
  };
}

/** @param queries one for each row; undefined rows ask nothing */
function fillQueries(
  { texts, inside, targets, positive, asked, present }: HeatmapFeeds,
  queries: readonly (WindowQuery | undefined)[],
  { marker, texts: known }: { readonly marker: TargetMarker; readonly texts: KnownTexts },
): void {
  const { places } = marker;
  const textSize = texts.length / queries.length;
  texts.fill(0);
  const withAnswer = queries.filter((query) => query !== undefined && query.boxes.length > 0).length;
  const all = queries.filter((query) => query !== undefined).length;
  for (const [i, query] of queries.entries()) {
    const boxes = query?.boxes ?? [];
    positive[i] = boxes.length > 0 ? 1 / withAnswer : 0;
    asked[i] = query === undefined ? 0 : 1 / all;
    present[i] = boxes.length > 0 ? 1 : 0;
    if (query !== undefined) texts.set(known.features(query.text), i * textSize);
    marker.mark(boxes, {
      inside: inside.subarray(i * places, (i + 1) * places),
      sides: targets.subarray(4 * i * places, 4 * (i + 1) * places),
    });
  }
}

/** The features of texts, which come again and again. */
class KnownTexts {
  private readonly byText = new Map<string, Float32Array | undefined>();

  constructor(private readonly encoder: DualEncoder) {}

  /** @returns the queries of which a word is known */
  async known(queries: readonly WindowQuery[]): Promise<WindowQuery[]> {
    const texts = queries.map(({ text }) => text).filter((text) => !this.byText.has(text));
    if (texts.length > 0) {
      const features = await textFeatures(this.encoder, texts);
      for (const [i, text] of texts.entries()) this.byText.set(text, features[i]);
    }
    return queries.filter(({ text }) => this.byText.get(text) !== undefined);
  }

  /** Of a text that is known. */
  features(text: string): Float32Array {
    return this.byText.get(text)!;
  }
}
