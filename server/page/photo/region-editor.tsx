import { useEffect, useRef, useState } from 'preact/hooks';
import { boxInPercent, isSameBox, isSmaller, largestFirst, type PhotoBox } from './box-geometry.js';
import { MarkedRegion } from './marked-region.js';
import { searchName, type ShownPhoto } from './photo-state.js';
import { gripMaker, type Grip } from './region-grip.js';

interface RegionEditorProps {
  readonly photo: ShownPhoto;
  /** The chosen part; undefined for the whole photo. */
  readonly box: PhotoBox | undefined;
  /** What the chosen part shows, as far as it is known. */
  readonly garment: string | undefined;
  /** @param garment what the part shows; undefined for one that was drawn anew */
  readonly onChange: (box: PhotoBox, garment: string | undefined) => void;
}

/** Waits until a key is no longer pressed again and again before it searches. */
const KEY_PAUSE_MS = 450;

/** A photo on which a part is chosen: click a garment, drag across the photo, move the part or its corners, or use keys. */
export function RegionEditor({ photo, box, garment, onChange }: RegionEditorProps) {
  const stage = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState<PhotoBox>();
  const timer = useRef(0);
  useEffect(() => {
    setDraft(undefined);
    clearTimeout(timer.current);
  }, [box?.join()]);

  const shown = draft ?? box;
  const onDone = (next: PhotoBox, { kind }: Grip): void => {
    onChange(next, kind === 'draw' ? undefined : garment);
  };
  const grip = gripMaker({ stage, photo, box: shown, onDraft: setDraft, onDone });
  const onStep = (next: PhotoBox): void => {
    setDraft(next);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      onChange(next, garment);
    }, KEY_PAUSE_MS);
  };
  return (
    <div class="stage" ref={stage} style={stageSize(photo)} onPointerDown={grip({ kind: 'draw' })}>
      <img
        src={photo.url}
        width={photo.width}
        height={photo.height}
        alt="The picture you search by"
        draggable={false}
      />
      <Garments photo={photo} chosen={shown} onChoose={onChange} />
      {shown !== undefined && <MarkedRegion box={shown} photo={photo} grip={grip} onStep={onStep} />}
    </div>
  );
}

/** Small ones lie above the chosen part; names stand above their boxes where there is room. */
function garmentClass(box: PhotoBox, chosen: PhotoBox | undefined, { height }: ShownPhoto): string {
  const isAbove = chosen !== undefined && isSmaller(box, chosen);
  const hasRoom = box[1] > height * 0.08;
  return ['garment', isAbove ? 'above' : '', hasRoom ? 'named-outside' : ''].join(' ').trim();
}

interface GarmentsProps {
  readonly photo: ShownPhoto;
  readonly chosen: PhotoBox | undefined;
  readonly onChoose: (box: PhotoBox, garment: string | undefined) => void;
}

/** What was found in the photo and is not the chosen part. */
function Garments({ photo, chosen, onChoose }: GarmentsProps) {
  const others = largestFirst(photo.garments ?? []).filter(({ box }) => !isSameBox(box, chosen));
  return (
    <>
      {others.map(({ box, label }) => (
        <button
          key={box.join()}
          type="button"
          class={garmentClass(box, chosen, photo)}
          style={boxInPercent(box, photo)}
          aria-label={`Search by ${label}`}
          onClick={() => {
            onChoose(box, searchName(label));
          }}
        >
          <span aria-hidden="true">{label}</span>
        </button>
      ))}
    </>
  );
}

/** As wide as there is room, as high as leaves the hits in sight (the styles say how high); the proportions are the photo's. */
function stageSize({ width, height }: ShownPhoto): { aspectRatio: string; width: string } {
  return {
    aspectRatio: `${width} / ${height}`,
    width: `min(100%, var(--stage-height) * ${(width / height).toFixed(4)})`,
  };
}
