import type { FoldedWeights } from '../encoder/answering.js';
import { answeringLayers, type LayerSpec } from '../encoder/layers.js';
import type { CompiledProgram, Engine, Program } from '../engine/engine.js';
import { reshape, type Tensor2D, type Tensor4D } from '../engine/tensor.js';
import type { CanvasSize } from './canvas.js';
import { ANSWER_SIZE, type HeatmapNetwork } from './heatmap-network.js';

/**
 * From looks at a photo to their maps, one after another.
 *
 *     looks [looks, height, width, 3] bytes as floats -> map [looks * height / 8 * width / 8, channels]
 */
function mapProgram(
  network: HeatmapNetwork,
  weights: FoldedWeights,
  { canvas, looks }: { readonly canvas: CanvasSize; readonly looks: number },
): Program {
  const layers = [...network.frozen, ...network.trained.filter((layer) => !isOfHead(layer))];
  return {
    inputs: { looks: { shape: [looks, canvas.height, canvas.width, 3] } },
    constants: weightsOf(layers, weights),
    build: (tensors) => {
      const map = network.map(answeringLayers(layers, tensors), tensors.looks as Tensor4D);
      return { map: reshape(map, [-1, network.shape.channels]) };
    },
  };
}

/**
 * From map and texts to what each place says.
 *
 *     map [places, channels], texts [texts, textSize] -> answers [texts * places, ANSWER_SIZE]
 */
function answerProgram(
  network: HeatmapNetwork,
  weights: FoldedWeights,
  { places, texts }: { readonly places: number; readonly texts: number },
): Program {
  const { channels, textSize } = network.shape;
  const layers = network.trained.filter(isOfHead);
  return {
    inputs: { map: { shape: [places, channels] }, texts: { shape: [texts, textSize] } },
    constants: weightsOf(layers, weights),
    build: (tensors) => {
      const apply = answeringLayers(layers, tensors);
      const map: Tensor4D = reshape(tensors.map, [1, 1, places, channels]);
      return { answers: network.answer(apply, map, network.condition(apply, tensors.texts as Tensor2D)) };
    },
  };
}

function isOfHead({ name }: LayerSpec): boolean {
  return name.startsWith('text') || name.startsWith('head');
}

function weightsOf(layers: readonly LayerSpec[], weights: FoldedWeights): FoldedWeights {
  const names = layers.flatMap(({ name, then }) =>
    then === 'nothing' ? [`${name}/weights`] : [`${name}/weights`, `${name}/bias`],
  );
  return Object.fromEntries(names.map((name) => [name, weights[name]]));
}

/** Compiled programs of each kind that are kept, for photos of so many sizes; the one not used for longest goes first. */
const KEPT_PROGRAMS = 12;
/** Places are rounded up to a multiple of it, so that photos of many sizes share a program. */
const PLACES_MULTIPLE = 256;
/** Texts that are asked at once: one program for single ones, one for many. */
const TEXTS_AT_ONCE = [1, 8] as const;

/** Runs the network; compiles a program for each size of photo when it first comes. Runs follow one another. */
export class HeatmapPrograms {
  private readonly maps = new Map<string, Promise<CompiledProgram>>();
  private readonly answers = new Map<string, Promise<CompiledProgram>>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly network: HeatmapNetwork,
    private readonly weights: FoldedWeights,
    private readonly engine: Engine,
  ) {}

  /**
   * @param looks [looks, height, width, 3] bytes as floats
   * @returns [looks * places, channels]
   */
  map(looks: Float32Array, canvas: CanvasSize): Promise<Float32Array> {
    return this.inTurn(async () => {
      const count = looks.length / (canvas.width * canvas.height * 3);
      const program = await this.program(this.maps, `${canvas.width} ${canvas.height} ${count}`, () =>
        mapProgram(this.network, this.weights, { canvas, looks: count }),
      );
      return (await program.run({ looks })).map;
    });
  }

  /**
   * @param map   [places, channels]
   * @param texts each [textSize]
   * @returns for each text [places, ANSWER_SIZE]
   */
  answer(map: Float32Array, texts: readonly Float32Array[]): Promise<Float32Array[]> {
    return this.inTurn(async () => {
      const answers: Float32Array[] = [];
      while (answers.length < texts.length) {
        const left = texts.length - answers.length;
        const atOnce = left === 1 ? TEXTS_AT_ONCE[0] : TEXTS_AT_ONCE[1];
        answers.push(...(await this.answerSome(map, texts.slice(answers.length, answers.length + atOnce), atOnce)));
      }
      return answers;
    });
  }

  async close(): Promise<void> {
    await this.inTurn(async () => {
      for (const kept of [this.maps, this.answers]) {
        for (const program of kept.values()) await (await program).close();
        kept.clear();
      }
    });
  }

  private async answerSome(map: Float32Array, texts: readonly Float32Array[], atOnce: number): Promise<Float32Array[]> {
    const { channels, textSize } = this.network.shape;
    const places = map.length / channels;
    const padded = Math.ceil(places / PLACES_MULTIPLE) * PLACES_MULTIPLE;
    const program = await this.program(this.answers, `${padded} ${atOnce}`, () =>
      answerProgram(this.network, this.weights, { places: padded, texts: atOnce }),
    );
    const feeds = { map: new Float32Array(padded * channels), texts: new Float32Array(atOnce * textSize) };
    feeds.map.set(map);
    for (const [i, text] of texts.entries()) feeds.texts.set(text, i * textSize);
    const { answers } = await program.run(feeds);
    return texts.map((_, i) => answers.slice(i * padded * ANSWER_SIZE, (i * padded + places) * ANSWER_SIZE));
  }

  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined); // its caller is told; the next one is not concerned
    return turn;
  }

  private async program(
    kept: Map<string, Promise<CompiledProgram>>,
    key: string,
    make: () => Program,
  ): Promise<CompiledProgram> {
    const program = kept.get(key) ?? this.engine.compile(make());
    kept.delete(key);
    kept.set(key, program);
    for (const [oldest, old] of kept) {
      if (kept.size <= KEPT_PROGRAMS) break;
      kept.delete(oldest);
      await (await old).close();
    }
    return program;
  }
}
