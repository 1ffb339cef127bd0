import { imageBranch, type FeatureMap } from '../encoder/image-branch.js';
import type { StoredModel } from '../encoder/format.js';
import { answeringLayers, type NamedTensors } from '../encoder/layers.js';
import { foldLayers, layOut, statisticsLayout, viewsOf } from '../encoder/weights.js';
import type { CompiledProgram, Engine, Held, Program } from '../engine/engine.js';
import type { Tensor1D, Tensor2D, Tensor4D } from '../engine/tensor.js';
import type { Photo } from '../image/transforms.js';
import { createMatrix, type Matrix } from '../vector/matrix.js';
import { canvasOf, paintCanvas, type CanvasSize } from './canvas.js';
import type { RegionHead } from './region-head.js';
import { roiAlign } from './roi-align.js';

/** The weights of a twin model's image branch, batch norms folded in; see foldLayers. */
export function foldedImageBranch({ model, weights, statistics }: StoredModel): Record<string, Held> {
  const layers = model.layers.filter(({ name }) => name.startsWith('image/'));
  const parts = viewsOf(weights, layOut(model.parameters));
  return foldLayers(layers, parts, viewsOf(statistics, statisticsLayout(model.layers)));
}

/** The convolutions of a twin model's image branch. */
export function featuresOf({ model }: StoredModel): FeatureMap {
  return imageBranch(model.shape.image, model.shape).features;
}

/** photos [batch, height, width, 3] bytes as floats -> features [batch, height / stride, width / stride, channels] */
export function featureProgram(twin: StoredModel, { width, height, batch }: CanvasSize & { batch: number }): Program {
  return {
    inputs: { photos: { shape: [batch, height, width, 3] } },
    constants: foldedImageBranch(twin),
    build: (tensors) => {
      const layers = answeringLayers(twin.model.layers, tensors);
      return { features: featuresOf(twin).run(layers, tensors.photos as Tensor4D) };
    },
  };
}

/** Regions of one photo, embedded. */
export interface EncodedRegions {
  /** [regions, embeddingSize], rows of length 1 */
  readonly embeddings: Matrix;
  /** [regions, overlapUnits]; no columns where the head predicts no overlap */
  readonly overlap: Matrix;
}

/** Embeds regions of photos by one pass of the convolutions over each photo. Calls may overlap. */
export interface RegionEncoder {
  /**
   * @param photo any size; the same scale as the photos of the training
   * @param boxes [n, 4] xyxy in pixels of the photo
   */
  encode(photo: Photo, boxes: Float32Array): Promise<EncodedRegions>;
  close(): Promise<void>;
}

export interface RegionEncoderOptions {
  readonly twin: StoredModel;
  readonly head: RegionHead;
  /** Of the head, batch norms folded in. */
  readonly headWeights: Readonly<Record<string, Held>>;
  readonly engine: Engine;
}

/** Regions of one run; with more there are several runs. Twice the stride of the deepest branch in pixels. */
const REGIONS = 300;
const CANVAS_MULTIPLE = 32;
/** Programs that are kept, one for each size of canvas, the least recently used goes first. */
const KEPT_PROGRAMS = 6;

export function createRegionEncoder(options: RegionEncoderOptions): RegionEncoder {
  return new PooledRegions(options);
}

class PooledRegions implements RegionEncoder {
  private readonly programs = new Map<string, CompiledProgram>();
  private readonly constants: Readonly<Record<string, Held>>;
  /** Runs of one program must not overlap, so each call waits for the one before it. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: RegionEncoderOptions) {
    this.constants = { ...foldedImageBranch(options.twin), ...options.headWeights };
  }

  encode(photo: Photo, boxes: Float32Array): Promise<EncodedRegions> {
    const encoded = this.last.then(() => this.encodeNow(photo, boxes));
    this.last = encoded.catch(() => undefined); // its caller is told; the next one is not concerned
    return encoded;
  }

  async close(): Promise<void> {
    await this.last;
    for (const program of this.programs.values()) await program.close();
    this.programs.clear();
  }

  private async encodeNow(photo: Photo, boxes: Float32Array): Promise<EncodedRegions> {
    const { embeddingSize, overlapUnits } = this.options.head.shape;
    const count = boxes.length / 4;
    const embeddings = createMatrix(count, embeddingSize);
    const overlap = createMatrix(count, overlapUnits);
    const canvas = canvasOf(photo, CANVAS_MULTIPLE);
    const photos = paintCanvas(photo, canvas);
    for (let start = 0; start < count; start += REGIONS) {
      const rows = Math.min(REGIONS, count - start);
      const given = new Float32Array(REGIONS * 4);
      given.set(boxes.subarray(start * 4, (start + rows) * 4));
      const program = await this.compiled(canvas);
      const outputs = await program.run({ photos, boxes: given, photoOfBox: new Int32Array(REGIONS) });
      embeddings.data.set(outputs.embeddings.subarray(0, rows * embeddingSize), start * embeddingSize);
      if (overlapUnits > 0) overlap.data.set(outputs.overlap.subarray(0, rows * overlapUnits), start * overlapUnits);
    }
    return { embeddings, overlap };
  }

  private async compiled(canvas: CanvasSize): Promise<CompiledProgram> {
    const key = `${canvas.width}x${canvas.height}`;
    const program = this.programs.get(key) ?? (await this.options.engine.compile(this.program(canvas)));
    this.programs.delete(key);
    this.programs.set(key, program);
    for (const [old, unused] of this.programs) {
      if (this.programs.size <= KEPT_PROGRAMS) break;
      this.programs.delete(old);
      await unused.close();
    }
    return program;
  }

  private program({ width, height }: CanvasSize): Program {
    const { twin, head } = this.options;
    const features = featuresOf(twin);
    return {
      inputs: {
        photos: { shape: [1, height, width, 3] },
        boxes: { shape: [REGIONS, 4] },
        photoOfBox: { shape: [REGIONS], dtype: 'int32' },
      },
      constants: this.constants,
      build: (tensors: NamedTensors) => {
        const layers = answeringLayers([...twin.model.layers, ...head.layers], tensors);
        const map = features.run(layers, tensors.photos as Tensor4D);
        const { unit, overlap } = head.embed(
          layers,
          roiAlign(map, tensors.boxes as Tensor2D, tensors.photoOfBox as Tensor1D, {
            size: head.shape.grid,
            spatialScale: 1 / features.stride,
          }),
        );
        return { embeddings: unit, ...(overlap !== undefined && { overlap }) };
      },
    };
  }
}
