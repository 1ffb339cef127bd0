/** What the workers of `import --main-product` run: photos and texts through a detector, on an engine of one thread. */
import { boxFromTuple, type BoxTuple } from '../../src/box.js';
import type { MainProduct } from '../../src/catalog/reader.js';
import type { DetectionRecipeName, Detector } from '../../src/detection/detection.js';
import { isOneColour } from '../../src/detection/find-garments.js';
import { openDetector } from '../../src/detection/open-detector.js';
import { plainBackgroundBox } from '../../src/detection/plain-background.js';
import { LOOK_SIZE } from '../../src/detection/ranked-photo.js';
import { openEncoder } from '../../src/encoder/open-encoder.js';
import { selectEngine } from '../../src/engine/select.js';
import { VitrineError } from '../../src/errors.js';
import { decodeLetterboxed, decodePhoto, type DecodedPhoto } from '../../src/image/decode.js';
import { cropPhoto, letterbox } from '../../src/image/transforms.js';

/** A photo and the text of the product that it sells. */
export interface MainProductJob {
  readonly file: string;
  readonly text: string;
}

export interface FoundMainProduct extends MainProduct {
  /** [size, size, 3] RGB bytes: what is in the box when it was found, else the whole photo; none when it is unreadable. */
  readonly pixels: Uint8Array | undefined;
}

export interface FindMainProductsTask {
  readonly modelFolder: string;
  readonly recipe: DetectionRecipeName;
  /** Edge of the pixels. */
  readonly size: number;
  readonly jobs: readonly MainProductJob[];
  /** Counts finished photos, for the progress. */
  readonly done: Int32Array;
}

/** A box that is less sure is a guess. */
const SURE = 0.5;

/** A background that is less plain is looked at. */
const PLAIN = 0.5;

/** A box of less than so many pixels of the decoded photo would be blown up to nothing but blur. */
const SMALLEST_BOX = 16;

export async function findMainProducts(task: FindMainProductsTask): Promise<FoundMainProduct[]> {
  const engine = await selectEngine({ need: 'answer', threads: 1 });
  const encoder = await openEncoder(task.modelFolder, engine);
  const detector = await openDetector(task.modelFolder, { encoder, engine, recipe: task.recipe });
  const found: FoundMainProduct[] = [];
  try {
    for (const job of task.jobs) {
      found.push(await findMainProduct(job, detector, task.size));
      Atomics.add(task.done, 0, 1);
    }
  } finally {
    await detector.close();
    await encoder.close();
    await engine.close();
  }
  return found;
}

/** The product of one photo. A photo that cannot be read has no pixels, and nobody is sure of it. */
export async function findMainProduct(
  { file, text }: MainProductJob,
  detector: Pick<Detector, 'look'>,
  size: number,
): Promise<FoundMainProduct> {
  let photo: DecodedPhoto;
  try {
    photo = await decodePhoto(file, { shrinkTo: Math.max(size, LOOK_SIZE) });
  } catch (error) {
    if (!(error instanceof VitrineError)) throw error;
    return { kind: 'unsure', pixels: undefined };
  }
  const { box, ...main } = await mainProductIn(photo, text, detector);
  const scale = photo.original.width / photo.width;
  const inOriginal = box?.map((side) => Math.round(side * scale * 10) / 10) as BoxTuple | undefined;
  const isCut = main.kind === 'found' && box !== undefined;
  const pixels = isCut
    ? letterbox(cropPhoto(photo, boxFromTuple(box)), size)
    : (await decodeLetterboxed(file, size)).pixels; // as every import stores a whole photo
  return { ...main, box: inOriginal, pixels };
}

/** The box is in pixels of the decoded photo. */
async function mainProductIn(
  photo: DecodedPhoto,
  text: string,
  detector: Pick<Detector, 'look'>,
): Promise<MainProduct> {
  const plain = plainBackgroundBox(photo);
  if (plain !== undefined && plain.confidence >= PLAIN) {
    const { x1, y1, x2, y2 } = plain.box;
    return { kind: 'whole', box: [x1, y1, x2 - x1, y2 - y1], score: rounded(plain.confidence) };
  }
  if (Math.min(photo.width, photo.height) < SMALLEST_BOX || isOneColour(photo)) return { kind: 'unsure' };
  const seen = await detector.look(photo);
  const [[best]] = await seen.find([text], 1);
  if (best === undefined) return { kind: 'unsure' };
  const { x1, y1, x2, y2 } = best.box;
  const isLarge = Math.min(x2 - x1, y2 - y1) >= SMALLEST_BOX;
  const kind = best.score >= SURE && isLarge ? 'found' : 'unsure';
  return { kind, box: [x1, y1, x2 - x1, y2 - y1], score: rounded(best.score) };
}

function rounded(score: number): number {
  return Math.round(score * 10_000) / 10_000;
}
