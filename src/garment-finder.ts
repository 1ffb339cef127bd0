import type { BoxTuple } from './box.js';
import type { DetectionRecipeName, Detector } from './detection/detection.js';
import { findGarments, type NamedBox } from './detection/find-garments.js';
import { trainedRecipes } from './detection/format.js';
import { openDetector } from './detection/open-detector.js';
import { LOOK_SIZE } from './detection/ranked-photo.js';
import { openEncoder, type DualEncoder } from './encoder/open-encoder.js';
import type { Engine, EngineReport } from './engine/engine.js';
import { selectEngine, type EngineName } from './engine/select.js';
import { NotReadyError, UsageError } from './errors.js';
import { decodePhoto, type DecodedPhoto } from './image/decode.js';
import type { Hit } from './search/hits.js';
import { findModel, shippedModelPlace, type ModelPlace } from './storage/model-folder.js';
import type { WorkspacePaths } from './storage/workspace.js';

export interface DetectOptions {
  /** What the product's text says: 'black skirt'. Without it, everything that is worn is found. */
  readonly words?: string | undefined;
  /** Boxes at most, 1 to 100; 10 by default. */
  readonly limit?: number | undefined;
  /** Products at most that are shown for each box, 0 to 100; 6 by default. */
  readonly hits?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A garment in a photo. */
export interface DetectedBox {
  /** [x, y, width, height] in pixels of the upright photo */
  readonly box: BoxTuple;
  /** 0 to 1 */
  readonly score: number;
  /** The garment's name; with words, the words as they were read. */
  readonly label: string;
  /** Products of the catalog that look like what is in the box, best first. */
  readonly hits: readonly Hit[];
}

export interface DetectionResult {
  /** Of the upright photo. */
  readonly width: number;
  readonly height: number;
  /** Surest first. */
  readonly boxes: readonly DetectedBox[];
  /** The model whose detector looked, which of its recipes that is, and the engine it ran on. */
  readonly model: string;
  readonly recipe: DetectionRecipeName;
  readonly engine: string;
  /** Whatever a reader of the boxes must know, in whole sentences. */
  readonly warnings: readonly string[];
  /** From the file to the answer, without loading the model. */
  readonly milliseconds: number;
}

/** Finds garments in photos. */
export interface GarmentFinder {
  /**
   * @param photo path or bytes of an encoded photo
   * @throws UsageError for empty words; NotFoundError, BadPhotoError; NotReadyError when there is no model; CancelledError
   */
  detect(photo: string | Buffer, options?: DetectOptions): Promise<DetectionResult>;
  close(): Promise<void>;
}

/**
 * Searches the catalog by a part of a photo: [x, y, width, height] in pixels of the photo as it was decoded.
 * @throws NotReadyError when there is nothing to search
 */
export type HitSearch = (
  photo: DecodedPhoto,
  box: BoxTuple,
  options: { readonly limit: number; readonly signal?: AbortSignal | undefined },
) => Promise<readonly Hit[]>;

export interface DetectorChoice {
  /** Id of a model of the workspace, name of a shipped one, or a model's folder. */
  readonly model?: string | undefined;
  /** Take this engine or fail, instead of the first that works. */
  readonly engine?: EngineName | undefined;
}

/**
 * A finder that loads model and engine when it is first asked.
 * @param paths of the workspace whose model is used; without one it is the shipped model
 */
export function createGarmentFinder(
  paths: WorkspacePaths | undefined,
  { model, engine }: DetectorChoice,
  searchHits: HitSearch,
): GarmentFinder {
  return new LazyFinder(() => detectorModel(paths, model), engine, searchHits);
}

/** A model and what to say about its choice. */
export interface DetectorModel {
  readonly place: ModelPlace;
  readonly warnings: readonly string[];
}

/** The model whose detector looks: the one that is named, else the workspace's own if it has one, else the shipped one. */
export function detectorModel(paths: WorkspacePaths | undefined, name?: string): DetectorModel {
  const place = findModel(paths, name);
  const hasDetector = ({ folder }: ModelPlace): boolean => trainedRecipes(folder).length > 0;
  if (hasDetector(place)) return { place, warnings: [] };
  const shipped = name === undefined ? shippedModelPlace() : undefined;
  if (shipped !== undefined && hasDetector(shipped)) {
    return {
      place: shipped,
      warnings: [`Model '${place.id}' has no trained detector: '${shipped.id}' looked instead.`],
    };
  }
  return { place, warnings: [`Model '${place.id}' has no trained detector: its boxes are rough.`] };
}

interface Started {
  readonly engine: Engine;
  readonly encoder: DualEncoder;
  readonly detector: Detector;
  readonly model: DetectorModel;
}

class LazyFinder implements GarmentFinder {
  private started: Promise<Started> | undefined;

  constructor(
    private readonly choose: () => DetectorModel,
    private readonly prefer: EngineName | undefined,
    private readonly searchHits: HitSearch,
  ) {}

  async detect(photo: string | Buffer, options: DetectOptions = {}): Promise<DetectionResult> {
    const { words, limit = 10, hits = 6, signal } = options;
    requireWhole(limit, { field: 'limit', least: 1 });
    requireWhole(hits, { field: 'hits', least: 0 });
    const { detector, encoder, engine, model } = await (this.started ??= this.start());
    const began = performance.now();
    const decoded = await decodePhoto(photo, { shrinkTo: LOOK_SIZE });
    const { vocabulary } = encoder;
    const { boxes, warnings } = await findGarments(detector, decoded, { words, limit, signal, vocabulary });
    const shown = await this.withHits(decoded, boxes, { limit: hits, signal });
    return {
      ...decoded.original,
      boxes: shown.boxes,
      ...{ model: model.place.id, recipe: detector.recipe, engine: engine.report.name },
      warnings: [...adviceOf(engine.report), ...model.warnings, ...warnings, ...shown.warnings],
      milliseconds: Math.round((performance.now() - began) * 1000) / 1000,
    };
  }

  async close(): Promise<void> {
    const started = await this.started?.catch(() => undefined);
    await started?.detector.close();
    await started?.encoder.close();
    await started?.engine.close();
  }

  private async start(): Promise<Started> {
    const model = this.choose();
    const engine = await selectEngine({ need: 'answer', prefer: this.prefer });
    const encoder = await openEncoder(model.place.folder, engine);
    return { model, engine, encoder, detector: await openDetector(model.place.folder, { encoder, engine }) };
  }

  private async withHits(
    photo: DecodedPhoto,
    found: readonly NamedBox[],
    options: Parameters<HitSearch>[2],
  ): Promise<{ boxes: DetectedBox[]; warnings: string[] }> {
    const scale = photo.original.width / photo.width;
    const boxes: DetectedBox[] = [];
    let missing: NotReadyError | undefined;
    for (const { box, score, label } of found) {
      const hits: Hit[] = [];
      try {
        const isWanted = options.limit > 0 && missing === undefined;
        if (isWanted) hits.push(...(await this.searchHits(photo, boxIn(photo, box, 1), options)));
      } catch (error) {
        if (!(error instanceof NotReadyError)) throw error;
        missing = error;
      }
      boxes.push({ box: boxIn(photo.original, box, scale), score: rounded(score, 4), label, hits });
    }
    return { boxes, warnings: missing === undefined ? [] : [`No products are shown: ${missing.message}.`] };
  }
}

function adviceOf({ advice }: EngineReport): string[] {
  return advice === undefined ? [] : [advice];
}

/** A box scaled, cut to the photo and rounded to a tenth of a pixel. */
function boxIn(photo: { width: number; height: number }, box: NamedBox['box'], scale: number): BoxTuple {
  const within = (value: number, most: number): number => rounded(Math.min(most, Math.max(0, value * scale)), 1);
  const [x1, x2] = [within(box.x1, photo.width), within(box.x2, photo.width)];
  const [y1, y2] = [within(box.y1, photo.height), within(box.y2, photo.height)];
  return [x1, y1, rounded(x2 - x1, 1), rounded(y2 - y1, 1)];
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function requireWhole(value: number, { field, least }: { field: string; least: number }): void {
  if (Number.isInteger(value) && value >= least && value <= 100) return;
  throw new UsageError({ field, reason: `${value} is no whole number from ${least} to 100`, remedy: 'write one' });
}
