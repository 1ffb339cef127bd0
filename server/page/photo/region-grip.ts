import { boxBetween, movedBox, resizedBox, type Corner, type PhotoBox, type Point } from './box-geometry.js';
import type { ShownPhoto } from './photo-state.js';

/** What a pointer that is held down does. */
export type Grip =
  { readonly kind: 'draw' } | { readonly kind: 'move' } | { readonly kind: 'corner'; readonly corner: Corner };

interface GripOptions {
  readonly stage: { readonly current: HTMLElement | null };
  readonly photo: ShownPhoto;
  readonly box: PhotoBox | undefined;
  readonly onDraft: (box: PhotoBox | undefined) => void;
  readonly onDone: (box: PhotoBox, grip: Grip) => void;
}

/** @returns a maker of pointer-down handlers, which follow the pointer until it is let go */
export function gripMaker({
  stage,
  photo,
  box,
  onDraft,
  onDone,
}: GripOptions): (grip: Grip) => (event: PointerEvent) => void {
  return (grip) => (event) => {
    const element = stage.current;
    const isOnGarment = event.target instanceof Element && event.target.closest('.garment') !== null;
    if (element === null || event.button !== 0) return;
    if (grip.kind === 'draw' && event.target instanceof Element && event.target.closest('.region') !== null) return;
    const at = (moved: PointerEvent): Point => pointIn(element, moved, photo);
    const start = at(event);
    let latest: PhotoBox | undefined;
    const onMove = (moved: PointerEvent): void => {
      const next = changed(grip, { box, start, point: at(moved), photo });
      if (next === undefined) return;
      latest = next;
      onDraft(next);
    };
    const onEnd = (ended: PointerEvent): void => {
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerup', onEnd);
      element.removeEventListener('pointercancel', onEnd);
      if (ended.type === 'pointercancel') onDraft(undefined);
      else if (latest !== undefined) {
        swallowClick(element);
        onDone(latest, grip);
      }
    };
    // A press on a garment stays a click unless the pointer moves far enough to draw a part.
    if (!isOnGarment) element.setPointerCapture(event.pointerId);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerup', onEnd);
    element.addEventListener('pointercancel', onEnd);
  };
}

interface Drag {
  readonly box: PhotoBox | undefined;
  readonly start: Point;
  readonly point: Point;
  readonly photo: ShownPhoto;
}

function changed(grip: Grip, { box, start, point, photo }: Drag): PhotoBox | undefined {
  const by = { x: point.x - start.x, y: point.y - start.y };
  if (grip.kind === 'draw') return boxBetween(start, point, photo);
  if (box === undefined) return undefined;
  return grip.kind === 'move' ? movedBox(box, by, photo) : resizedBox(box, grip.corner, by, photo);
}

function pointIn(element: HTMLElement, { clientX, clientY }: PointerEvent, { width, height }: ShownPhoto): Point {
  const drawn = element.getBoundingClientRect();
  return {
    x: ((clientX - drawn.left) / drawn.width) * width,
    y: ((clientY - drawn.top) / drawn.height) * height,
  };
}

/** A part that was drawn from one end of a garment to the other is no click on that garment. */
function swallowClick(element: HTMLElement): void {
  const swallow = (event: Event): void => {
    event.stopPropagation();
    event.preventDefault();
  };
  element.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => {
    element.removeEventListener('click', swallow, { capture: true });
  });
}
