import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { between, cameraIn, fitted, toMap, zoomed, panned, type Camera, type Point, type Size } from './camera.js';
import { boundsOf, createGridIndex, nearestPoint, type GridIndex } from './grid-index.js';
import { picturesInView } from './pictures-in-view.js';
import { placesBetween, type MapPoints } from './map-points.js';

/** A product that is pointed at. */
export interface Pointed {
  readonly point: number;
  /** Chosen by a tap or a key: it stays until another one is. */
  readonly isChosen: boolean;
}

/** Everything that changes while one looks at the map. */
export interface MapModel {
  readonly points: MapPoints;
  readonly places: Signal<Float32Array>;
  readonly size: Signal<Size>;
  readonly camera: ReadonlySignal<Camera>;
  /** The camera that shows everything. */
  readonly whole: ReadonlySignal<Camera>;
  readonly hidden: Signal<ReadonlySet<number>>;
  readonly pointed: Signal<Pointed | undefined>;
  readonly index: ReadonlySignal<GridIndex>;
  /** Products whose pictures are shown instead of their dots. */
  readonly pictured: ReadonlySignal<readonly number[]>;
  readonly isShown: (point: number) => boolean;
  readonly pan: (by: Point) => void;
  readonly zoom: (at: Point, factor: number) => void;
  /** The same, seen to happen. Undefined is the whole. */
  glide(to: Camera | undefined): void;
  /** @returns the product at a place of the screen */
  find(at: Point, reachPixels: number): number | undefined;
  /** Moves all products to where another layout has them. */
  rearrange(places: Float32Array): void;
}

const GLIDE_MS = 260;
const REARRANGE_MS = 1100;

/** @param at where the address says that one looks */
export function createMapModel(points: MapPoints, at: string | undefined): MapModel {
  const places = signal(points.places);
  const size = signal<Size>({ width: 0, height: 0 });
  const moved = signal<Camera | undefined>(undefined);
  const hidden = signal<ReadonlySet<number>>(new Set());
  const whole = computed(() => fitted(boundsOf(places.value), size.value));
  const camera = computed(() => moved.value ?? cameraIn(at, whole.value) ?? whole.value);
  const index = computed(() => createGridIndex(places.value));
  const isShown = (point: number): boolean => !hidden.value.has(points.categoryOf[point]);
  const pictured = computed(() => picturesInView(index.value, camera.value, size.value, isShown));
  return {
    pictured,
    ...{ points, places, size, camera, whole, hidden, index, isShown },
    pointed: signal<Pointed | undefined>(undefined),
    pan(by) {
      moved.value = panned(camera.value, by);
    },
    zoom(place, factor) {
      moved.value = zoomed(camera.value, size.value, { at: place, factor, whole: whole.value });
    },
    glide(to) {
      const [from, target] = [camera.value, to ?? whole.value];
      animate(GLIDE_MS, (share) => {
        moved.value = share === 1 && to === undefined ? undefined : between(from, target, share * (2 - share));
      });
      at = undefined;
    },
    find(place, reachPixels) {
      const { scale } = camera.value;
      return nearestPoint(index.value, toMap(camera.value, size.value, place), reachPixels / scale, isShown);
    },
    rearrange(to) {
      const from = places.value;
      animate(REARRANGE_MS, (share) => {
        places.value = share === 1 ? to : placesBetween(from, to, share);
      });
    },
  };
}

/** Calls with 0 to 1, once a picture; at once with 1 for those who want no motion. */
function animate(milliseconds: number, step: (share: number) => void): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
    step(1);
    return;
  }
  const start = performance.now();
  const next = (now: number): void => {
    const share = Math.min(1, Math.max(0, (now - start) / milliseconds));
    step(share);
    if (share < 1) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}
