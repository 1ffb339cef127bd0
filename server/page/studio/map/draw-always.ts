import { effect } from '@preact/signals';
import { drawPoints } from './draw-points.js';
import type { MapModel } from './map-model.js';
import { dotRadius } from './map-points.js';
import type { Rgb } from './palette.js';

interface DrawColors {
  /** By category. */
  readonly colors: readonly Rgb[];
  readonly ground: Rgb;
}

/** Finer screens than that show no difference. */
const DENSITY_AT_MOST = 2;
/** A picture that takes longer than that is drawn coarsely while the map moves. */
const SMOOTH_MS = 12;
const REST_MS = 140;
const OPACITY = 0.82;

/**
 * Draws once a picture of the screen, when anything has changed; where the machine is too slow for a fine screen, coarsely
 * as long as it moves. @returns what ends the drawing
 */
export function drawAlways(
  canvas: HTMLCanvasElement | null,
  model: MapModel,
  look: DrawColors,
): (() => void) | undefined {
  const context = canvas?.getContext('2d', { alpha: false });
  if (!context) return undefined;
  const surface = createSurface(context);
  const fine = Math.min(DENSITY_AT_MOST, devicePixelRatio);
  let [frame, rest, fineMs] = [0, 0, 0];
  const drawFine = (): void => {
    const start = performance.now();
    draw(surface, model, look, fine);
    fineMs = performance.now() - start;
  };
  const drawMoving = (): void => {
    if (fine <= 1 || fineMs <= SMOOTH_MS) {
      drawFine();
      return;
    }
    draw(surface, model, look, 1);
    clearTimeout(rest);
    rest = window.setTimeout(drawFine, REST_MS);
  };
  const stop = effect(() => {
    drawnFrom(model); // read here, so that any change orders a new picture
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(drawMoving);
  });
  return () => {
    stop();
    cancelAnimationFrame(frame);
    clearTimeout(rest);
  };
}

/** Everything that a picture of the map depends on. */
function drawnFrom({ size, camera, places, hidden }: MapModel): readonly unknown[] {
  return [size.value, camera.value, places.value, hidden.value];
}

interface Surface {
  /** @returns pixels of this size, the same each time */
  readonly pixels: (width: number, height: number) => ImageData;
  readonly show: (image: ImageData) => void;
}

function createSurface(context: CanvasRenderingContext2D): Surface {
  const { canvas } = context;
  let image: ImageData | undefined;
  return {
    pixels(width, height) {
      if (image?.width !== width || image.height !== height) image = context.createImageData(width, height);
      return image;
    },
    show(drawn) {
      const { width, height } = drawn;
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
      context.putImageData(drawn, 0, 0);
    },
  };
}

/** @param density pixels of the canvas for one of the page */
function draw(
  surface: Surface,
  { size, camera, whole, places, hidden, points }: MapModel,
  { colors, ground }: DrawColors,
  density: number,
): void {
  const [width, height] = [Math.round(size.value.width * density), Math.round(size.value.height * density)];
  if (width === 0 || height === 0) return;
  const image = surface.pixels(width, height);
  const { x, y, scale } = camera.value;
  drawPoints(image, ground, {
    ...{ places: places.value, categoryOf: points.categoryOf, scale: scale * density, opacity: OPACITY },
    colors: colors.map((color, category) => (hidden.value.has(category) ? undefined : color)),
    ...{ originX: width / 2 - x * scale * density, originY: height / 2 - y * scale * density },
    radius: dotRadius(points.ids.length, scale / whole.value.scale) * density,
  });
  surface.show(image);
}
