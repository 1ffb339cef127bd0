import {
  boxInPercent,
  CORNERS,
  movedBox,
  resizedBox,
  type Corner,
  type Extent,
  type PhotoBox,
  type Point,
} from './box-geometry.js';
import type { Grip } from './region-grip.js';

interface MarkedRegionProps {
  readonly box: PhotoBox;
  readonly photo: Extent;
  readonly grip: (grip: Grip) => (event: PointerEvent) => void;
  /** A key has moved the part or a corner of it. */
  readonly onStep: (box: PhotoBox) => void;
}

/** The chosen part, in the light; a button moves it, four more move its corners, by pointer and by arrow keys. */
export function MarkedRegion({ box, photo, grip, onStep }: MarkedRegionProps) {
  const stepBy = (change: (by: Point) => PhotoBox) => (event: KeyboardEvent) => {
    const by = stepOf(event, photo);
    if (by === undefined) return;
    event.preventDefault();
    onStep(change(by));
  };
  return (
    <div class="region" style={boxInPercent(box, photo)}>
      <button
        type="button"
        class="region-body corners"
        aria-label="Marked part: the arrow keys move it"
        onPointerDown={grip({ kind: 'move' })}
        onKeyDown={stepBy((by) => movedBox(box, by, photo))}
      />
      {CORNERS.map((corner) => (
        <button
          key={corner}
          type="button"
          class={`handle ${corner}`}
          aria-label={`${CORNER_NAMES[corner]} corner of the marked part: the arrow keys move it`}
          onPointerDown={grip({ kind: 'corner', corner })}
          onKeyDown={stepBy((by) => resizedBox(box, corner, by, photo))}
        />
      ))}
    </div>
  );
}

const CORNER_NAMES: Readonly<Record<Corner, string>> = {
  'north-west': 'Top left',
  'north-east': 'Top right',
  'south-west': 'Bottom left',
  'south-east': 'Bottom right',
};

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** A hundredth of the photo a press, five with Shift. */
function stepOf(event: KeyboardEvent, { width, height }: Extent): Point | undefined {
  const arrow = ARROWS[event.key];
  if (arrow === undefined) return undefined;
  const pixels = (Math.max(width, height) / 100) * (event.shiftKey ? 5 : 1);
  return { x: arrow.x * pixels, y: arrow.y * pixels };
}
