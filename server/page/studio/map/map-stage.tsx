import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../design/icons.js';
import { toMap, toScreen, type Camera, type Point } from './camera.js';
import { drawAlways } from './draw-always.js';
import { listenToGestures } from './gestures.js';
import type { MapModel } from './map-model.js';
import { MapPictures } from './map-pictures.js';
import { PICTURE } from './pictures-in-view.js';
import { GROUNDS, type Rgb, type Scheme } from './palette.js';
import { ProductCard } from './product-card.js';
import { shopAddress } from './product-memory.js';

interface MapStageProps {
  readonly model: MapModel;
  readonly colors: readonly Rgb[];
  readonly scheme: Scheme;
}

const HOVER_REACH = 14;
const TOUCH_REACH = 28;
const KEY_STEP = 90;
const BUTTON_FACTOR = 1.8;

const HELP =
  'Map of the catalog. Arrow keys move it, plus and minus zoom, 0 shows all, Enter chooses the product in the middle.';

/** The map itself: drawn points, pictures when one is near, and the card of the product that is pointed at. */
export function MapStage({ model, colors, scheme }: MapStageProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => followSize(frame.current, model), [model]);
  useEffect(() => drawAlways(canvas.current, model, { colors, ground: GROUNDS[scheme] }), [model, colors, scheme]);
  useEffect(() => (frame.current === null ? undefined : listen(frame.current, model)), [model]);
  return (
    <div class="map-stage">
      <div
        class="map-surface"
        ref={frame}
        tabIndex={0}
        role="application"
        aria-label={HELP}
        onKeyDown={(event) => {
          if (event.target === event.currentTarget && obeyKey(event.key, model)) event.preventDefault();
        }}
      >
        <canvas ref={canvas} aria-hidden="true" />
        <MapPictures model={model} colors={colors} />
        <span class="map-middle" aria-hidden="true" />
      </div>
      <PointedProduct model={model} frame={frame} />
      <MapButtons model={model} />
    </div>
  );
}

function followSize(frame: HTMLElement | null, { size }: MapModel): (() => void) | undefined {
  if (frame === null) return undefined;
  const observer = new ResizeObserver(
    ([
      {
        contentRect: { width, height },
      },
    ]) => {
      size.value = { width, height };
    },
  );
  observer.observe(frame);
  return () => {
    observer.disconnect();
  };
}

function listen(frame: HTMLElement, model: MapModel): () => void {
  const { pointed } = model;
  const reach = (): number => (model.pictured.value.length > 0 ? PICTURE / 2 : HOVER_REACH);
  return listenToGestures(frame, {
    onPan: model.pan,
    onZoom: model.zoom,
    onHover(at) {
      if (pointed.value?.isChosen === true && at !== undefined) return;
      const point = at === undefined ? undefined : model.find(at, reach());
      if (pointed.value?.isChosen !== true && point !== pointed.value?.point) {
        pointed.value = point === undefined ? undefined : { point, isChosen: false };
      }
      frame.style.cursor = point === undefined ? '' : 'pointer';
    },
    onTap(at, event) {
      const isTouch = event.pointerType === 'touch';
      const point = model.find(at, isTouch ? TOUCH_REACH : reach());
      if (point === undefined) pointed.value = undefined;
      else if (isTouch) pointed.value = { point, isChosen: true };
      else openInShop(model.points.ids[point], event);
    },
  });
}

function openInShop(id: string, { metaKey, ctrlKey, shiftKey }: MouseEvent): void {
  if (metaKey || ctrlKey || shiftKey) window.open(shopAddress(id), '_blank', 'noopener');
  else location.assign(shopAddress(id));
}

/** @returns whether the key means something here */
function obeyKey(key: string, model: MapModel): boolean {
  const { size, camera, pointed } = model;
  const middle: Point = [size.value.width / 2, size.value.height / 2];
  const moves: Readonly<Record<string, Point>> = {
    ArrowLeft: [KEY_STEP, 0],
    ArrowRight: [-KEY_STEP, 0],
    ArrowUp: [0, KEY_STEP],
    ArrowDown: [0, -KEY_STEP],
  };
  if (key in moves) model.pan(moves[key]);
  else if (key === '+' || key === '=') model.glide(nearer(camera.value, BUTTON_FACTOR));
  else if (key === '-') model.glide(nearer(camera.value, 1 / BUTTON_FACTOR));
  else if (key === '0' || key === 'Home') model.glide(undefined);
  else if (key === 'Escape') pointed.value = undefined;
  else if (key === 'Enter') {
    const point = model.find(middle, Math.max(...middle));
    pointed.value = point === undefined ? undefined : { point, isChosen: true };
  } else return false;
  return true;
}

function nearer(camera: Camera, factor: number): Camera {
  return { ...camera, scale: camera.scale * factor };
}

const CARD = { width: 232, height: 300 };

/** A ring around the product that is pointed at, and its card, on whichever side there is room. */
function PointedProduct({ model, frame }: { model: MapModel; frame: { readonly current: HTMLElement | null } }) {
  const { pointed, camera, size, places, points } = model;
  const card = useRef<HTMLDivElement>(null);
  const { point, isChosen = false } = pointed.value ?? {};
  useEffect(() => {
    // Whoever chose it by the keyboard goes on with its link.
    if (isChosen && document.activeElement === frame.current) card.current?.querySelector('a')?.focus();
  }, [point, isChosen]);
  if (point === undefined) return null;
  const [x, y] = toScreen(camera.value, size.value, [places.value[2 * point], places.value[2 * point + 1]]);
  const isRight = x + CARD.width + 24 < size.value.width;
  const left = isRight ? x + 18 : Math.max(8, x - CARD.width - 18);
  const top = Math.max(8, Math.min(size.value.height - CARD.height - 8, y - CARD.height / 2));
  const category = points.categories[points.categoryOf[point]].name;
  return (
    <>
      <span class="map-ring" style={{ transform: `translate(${x}px, ${y}px)` }} aria-hidden="true" />
      <div
        class={isChosen ? 'map-card chosen' : 'map-card'}
        role={isChosen ? 'status' : undefined}
        ref={card}
        style={{ transform: `translate(${left}px, ${top}px)` }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          pointed.value = undefined;
          frame.current?.focus();
        }}
      >
        <ProductCard id={points.ids[point]} category={category} isChosen={isChosen} />
        {isChosen && (
          <button
            type="button"
            class="icon-button map-card-close"
            aria-label="Close"
            onClick={() => {
              pointed.value = undefined;
            }}
          >
            <Icon name="close" small />
          </button>
        )}
      </div>
    </>
  );
}

function MapButtons({ model }: { model: MapModel }) {
  const { camera } = model;
  const zoom = (factor: number) => (): void => {
    model.glide(nearer(camera.value, factor));
  };
  return (
    <div class="map-buttons">
      <button type="button" class="icon-button" aria-label="Zoom in" onClick={zoom(BUTTON_FACTOR)}>
        <span aria-hidden="true">+</span>
      </button>
      <button type="button" class="icon-button" aria-label="Zoom out" onClick={zoom(1 / BUTTON_FACTOR)}>
        <span aria-hidden="true">−</span>
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label="Show all"
        title="Show all"
        onClick={() => {
          model.glide(undefined);
        }}
      >
        <Icon name="like" small />
      </button>
    </div>
  );
}

/** @returns numbers of the products nearest to the middle of the view, nearest first */
export function pointsInTheMiddle({ camera, size, index, isShown }: MapModel, count: number): number[] {
  const [x, y] = toMap(camera.value, size.value, [size.value.width / 2, size.value.height / 2]);
  const { places } = index.value;
  const distance = (point: number): number => (places[2 * point] - x) ** 2 + (places[2 * point + 1] - y) ** 2;
  const found: number[] = [];
  for (let point = 0; point < places.length / 2; point++) {
    if (!isShown(point)) continue;
    if (found.length === count && distance(point) >= distance(found[count - 1])) continue;
    const place = found.findIndex((other) => distance(other) > distance(point));
    found.splice(place === -1 ? found.length : place, 0, point);
    if (found.length > count) found.pop();
  }
  return found;
}
