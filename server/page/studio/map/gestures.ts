import type { Point } from './camera.js';

/** What hands do to the map; places are pixels from its corner. */
export interface GestureHearers {
  readonly onPan: (by: Point) => void;
  readonly onZoom: (at: Point, factor: number) => void;
  /** Undefined when the pointer has left, or moves the map. */
  readonly onHover: (at: Point | undefined) => void;
  readonly onTap: (at: Point, event: PointerEvent) => void;
}

const TAP_PIXELS = 6;
const LINE_PIXELS = 16;

/** Listens to wheel, drag, pinch and tap. @returns what ends the listening */
export function listenToGestures(element: HTMLElement, hearers: GestureHearers): () => void {
  const pointers = new Map<number, Point>();
  let moved = 0;
  const at = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect();
    return [clientX - left, clientY - top];
  };
  const onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    if (pointers.size === 0) moved = 0;
    pointers.set(event.pointerId, at(event));
  };
  const onMove = (event: PointerEvent): void => {
    const before = pointers.get(event.pointerId);
    const now = at(event);
    if (before === undefined) {
      if (event.pointerType !== 'touch') hearers.onHover(now);
      return;
    }
    moved += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (moved < TAP_PIXELS) return;
    if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId);
    hearers.onHover(undefined);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other !== undefined) pinch({ before, now, other }, hearers);
    else hearers.onPan([now[0] - before[0], now[1] - before[1]]);
    pointers.set(event.pointerId, now);
  };
  const onUp = (event: PointerEvent): void => {
    const wasDown = pointers.delete(event.pointerId);
    if (wasDown && pointers.size === 0 && moved < TAP_PIXELS && event.type === 'pointerup')
      hearers.onTap(at(event), event);
  };
  const onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PIXELS : 1);
    // A pinch on a touchpad comes as a wheel with the control key, in small steps.
    const factor = Math.exp(-Math.max(-240, Math.min(240, pixels)) * (event.ctrlKey ? 0.01 : 0.0022));
    hearers.onZoom(at(event), factor);
  };
  const onLeave = (): void => {
    if (pointers.size === 0) hearers.onHover(undefined);
  };
  const listening = new AbortController();
  const { signal } = listening;
  element.addEventListener('pointerdown', onDown, { signal });
  element.addEventListener('pointermove', onMove, { signal });
  element.addEventListener('pointerup', onUp, { signal });
  element.addEventListener('pointercancel', onUp, { signal });
  element.addEventListener('pointerleave', onLeave, { signal });
  element.addEventListener('wheel', onWheel, { signal, passive: false });
  return () => {
    listening.abort();
  };
}

interface Pinch {
  readonly before: Point;
  readonly now: Point;
  /** The finger that rests. */
  readonly other: Point;
}

/** Zooms by how the distance of two fingers changes, about the middle, and moves with the middle. */
function pinch({ before, now, other }: Pinch, { onPan, onZoom }: GestureHearers): void {
  const distance = (a: Point): number => Math.max(1, Math.hypot(a[0] - other[0], a[1] - other[1]));
  onPan([(now[0] - before[0]) / 2, (now[1] - before[1]) / 2]);
  onZoom([(now[0] + other[0]) / 2, (now[1] + other[1]) / 2], distance(now) / distance(before));
}
