import { proposeEdgeBoxes } from '../../../src/detection/edge-boxes.js';
import type { DualEncoder } from '../../../src/encoder/open-encoder.js';
import type { Photo } from '../../../src/image/transforms.js';
import { throwIfCancelled, type WorkOptions } from '../../../src/progress.js';
import type { Random } from '../../../src/random.js';
import { rowOf, type Matrix } from '../../../src/vector/matrix.js';
import { preparePairs, type PreparedPairs } from './region-pairs.js';
import { drawWindow, type Window, type WindowSource } from './windows.js';

/** Fewer than are ranked: a step takes a few of each photo, and they are found in half of the time. */
const LEARNED_PROPOSALS = 100;

/** A photo with its proposals and what can be asked in it. */
export interface RegionPhoto {
  readonly photo: Photo;
  readonly pairs: PreparedPairs;
}

/** Photos that the phases of the reference learn from, all of one size, and the texts that are asked in them. */
export interface RegionPhotos {
  readonly photos: readonly RegionPhoto[];
  /** [texts, embeddingSize], rows of length 1: what the frozen text branch makes of them */
  readonly texts: Matrix;
}

export interface RegionPhotosOptions extends WorkOptions {
  readonly encoder: DualEncoder;
  readonly count: number;
  readonly random: Random;
}

/**
 * Draws windows and finds the proposals of each. Windows in which nothing can be asked are drawn again; texts of which
 * the twin model knows no word are left out.
 */
export async function drawRegionPhotos(source: WindowSource, options: RegionPhotosOptions): Promise<RegionPhotos> {
  const { encoder, count, random, signal, onProgress } = options;
  const windows = drawWindows(source, count, random);
  const known = await embedTexts(windows, encoder);
  const photos: RegionPhoto[] = [];
  for (const [i, window] of windows.entries()) {
    throwIfCancelled(signal);
    photos.push(regionPhoto(window, known.ids));
    onProgress?.({ step: 'proposals', done: i + 1, total: windows.length });
    // Proposals are worked out at once: whoever waits for a signal or a redrawn bar gets a turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { photos: photos.filter(({ pairs }) => pairs.source.queries.length > 0), texts: known.texts };
}

/** Windows without any garment are rare; a source that has nothing else ends after some tries. */
function drawWindows(source: WindowSource, count: number, random: Random): Window[] {
  const windows: Window[] = [];
  for (let attempt = 0; attempt < 3 * count && windows.length < count; attempt++) {
    const window = drawWindow(source, random.fork(attempt));
    if (window.queries.some(({ boxes }) => boxes.length > 0)) windows.push(window);
  }
  return windows;
}

/** @returns the number of each text that the twin model understands, and their embeddings */
async function embedTexts(
  windows: readonly Window[],
  encoder: DualEncoder,
): Promise<{ ids: ReadonlyMap<string, number>; texts: Matrix }> {
  const names = [...new Set(windows.flatMap(({ queries }) => queries.map(({ text }) => text)))];
  const texts = await encoder.embedTexts(names);
  const ids = new Map(names.map((name, i) => [name, i]));
  for (const [name, i] of ids) if (rowOf(texts, i).every((value) => value === 0)) ids.delete(name);
  return { ids, texts };
}

function regionPhoto(window: Window, ids: ReadonlyMap<string, number>): RegionPhoto {
  const known = window.queries.flatMap(({ text, boxes }) => {
    const id = ids.get(text);
    return id === undefined ? [] : [{ text: id, boxes }];
  });
  const photo = { width: window.width, height: window.height, data: window.data };
  const pairs = preparePairs({
    proposals: proposeEdgeBoxes(photo, { maxBoxes: LEARNED_PROPOSALS }).boxes,
    queries: known.filter(({ boxes }) => boxes.length > 0),
    absent: known.filter(({ boxes }) => boxes.length === 0).map(({ text }) => text),
  });
  return { photo, pairs };
}
