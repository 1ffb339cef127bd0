import { go, shop } from '../address/navigation.js';
import { isSameBox, middleOf, type PhotoBox } from './box-geometry.js';
import { looking, photo, region, searchName, type ShownPhoto } from './photo-state.js';
import { RegionEditor } from './region-editor.js';

/** The shopper's photo with the garments found in it: which part of it is searched by is chosen here. */
export function PhotoPanel() {
  const shown = photo.value;
  if (shown === undefined) return null;
  if (shown === 'gone') return <GonePhoto />;
  return (
    <section class="photo-panel" aria-labelledby="your-picture">
      <h2 id="your-picture" class="unseen">
        Your picture
      </h2>
      <RegionEditor key={shown.key} photo={shown} box={region.value} garment={shop.value.garment} onChange={choose} />
      <div class="photo-parts">
        <Parts photo={shown} box={region.value} />
        <p class="hint small quiet">{hint(shown)}</p>
        <p class="unseen" role="status">
          {told(shown)}
        </p>
      </div>
    </section>
  );
}

function hint({ garments = [] }: ShownPhoto): string {
  if (looking.value) return 'Looking for garments …';
  return garments.length > 0
    ? 'Choose a garment, or drag across the picture to mark a part of it yourself.'
    : 'Drag across the picture to mark a part of it.';
}

/** What those who do not see the boxes hear of them. */
function told({ garments }: ShownPhoto): string {
  if (looking.value) return 'Looking for garments in your picture';
  if (garments === undefined) return '';
  return garments.length === 0 ? 'No garments found' : `Found: ${garments.map(({ label }) => label).join(', ')}`;
}

function choose(box: PhotoBox | undefined, garment?: string): void {
  if (!isSameBox(box, region.value) || garment !== shop.value.garment) go({ region: box, garment });
}

/** The same choice as a list of words, for fingers, keyboards and ears. */
function Parts({ photo, box }: { photo: ShownPhoto; box: PhotoBox | undefined }) {
  const { garments = [] } = photo;
  const isOwn = box !== undefined && !garments.some((garment) => isSameBox(garment.box, box));
  return (
    <ul class="parts" aria-label="Search by">
      {garments.map((garment, i) => (
        <li key={i}>
          <PartButton
            label={garment.label}
            garment={searchName(garment.label)}
            box={garment.box}
            isChosen={isSameBox(garment.box, box)}
          />
        </li>
      ))}
      {box === undefined && !looking.value && (
        <li>
          <PartButton label="A part of it" box={middleOf(photo)} isChosen={false} />
        </li>
      )}
      {isOwn && (
        <li>
          <PartButton label={shop.value.garment ?? 'Your own part'} box={box} garment={shop.value.garment} isChosen />
        </li>
      )}
      <li>
        <PartButton label="Whole picture" box={undefined} isChosen={box === undefined} />
      </li>
    </ul>
  );
}

interface PartButtonProps {
  readonly label: string;
  readonly box: PhotoBox | undefined;
  readonly garment?: string | undefined;
  readonly isChosen: boolean;
}

function PartButton({ label, box, garment, isChosen }: PartButtonProps) {
  return (
    <button
      type="button"
      class="part"
      aria-pressed={isChosen}
      onClick={() => {
        choose(box, garment);
      }}
    >
      {label}
    </button>
  );
}

/** A link with a photo was opened where that photo never was. */
function GonePhoto() {
  return (
    <div class="notice">
      <h2>The picture of this search is not here</h2>
      <p>
        Pictures stay in the tab that they were chosen in. Choose it again with the camera button, or go on without.
      </p>
      <div class="actions">
        <button
          type="button"
          class="button"
          onClick={() => {
            go({ photo: undefined });
          }}
        >
          {shop.value.words === '' ? 'Start again' : 'Search by the words alone'}
        </button>
      </div>
    </div>
  );
}
