import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../design/icons.js';
import { Camera, HAS_CAMERA } from './camera.js';
import { photoProblem, preparing, searchByFile } from './photo-state.js';

const KINDS = 'image/jpeg,image/png,image/webp,image/avif,image/gif,image/*';

/** The camera in the search field: choose a file, take a photo, or learn that one can drop and paste. */
export function PictureChooser() {
  const [isOpen, setOpen] = useState(false);
  const [usesCamera, setUsesCamera] = useState(false);
  const panel = useId();
  const place = useRef<HTMLDivElement>(null);
  const problem = photoProblem.value;
  useClosing(place, isOpen, () => {
    setOpen(false);
  });
  const take = (file: File | undefined): void => {
    setOpen(false);
    if (file !== undefined) void searchByFile(file);
  };
  return (
    <div class="picture-chooser" ref={place}>
      <button
        type="button"
        class="icon-button"
        aria-label="Search by picture"
        aria-expanded={isOpen}
        aria-controls={panel}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        {preparing.value ? <span class="spinner" /> : <Icon name="camera" />}
      </button>
      <p class="unseen" role="status">
        {preparing.value ? 'Reading your picture' : ''}
      </p>
      <div class="chooser-panel" id={panel} hidden={!isOpen && problem === undefined}>
        {problem !== undefined && (
          <p class="notice wrong" role="alert">
            {problem}
          </p>
        )}
        <Ways
          onFile={take}
          onCamera={() => {
            setOpen(false);
            setUsesCamera(true);
          }}
        />
        <p class="small quiet">Your picture is only used for this search. It is kept in this tab and not stored.</p>
      </div>
      {usesCamera && (
        <Camera
          onClose={() => {
            setUsesCamera(false);
          }}
        />
      )}
    </div>
  );
}

interface WaysProps {
  readonly onFile: (file: File | undefined) => void;
  readonly onCamera: () => void;
}

function Ways({ onFile, onCamera }: WaysProps) {
  return (
    <>
      <p class="drop-place corners for-mouse">
        <Icon name="picture" />
        Drop a picture anywhere on this page, or paste one
      </p>
      <div class="ways">
        <FileButton label="Choose a picture" onFile={onFile} />
        <FileButton label="Take a photo" onFile={onFile} camera />
        {HAS_CAMERA && (
          <button type="button" class="button for-mouse" onClick={onCamera}>
            <Icon name="camera" small /> Use the camera
          </button>
        )}
      </div>
    </>
  );
}

interface FileButtonProps {
  readonly label: string;
  readonly camera?: boolean;
  readonly onFile: (file: File | undefined) => void;
}

function FileButton({ label, camera = false, onFile }: FileButtonProps) {
  return (
    <label class={camera ? 'button camera' : 'button main'}>
      <Icon name={camera ? 'camera' : 'picture'} small />
      {label}
      <input
        class="unseen"
        type="file"
        accept={KINDS}
        capture={camera ? 'environment' : undefined}
        onChange={(event) => {
          const { currentTarget } = event;
          onFile(currentTarget.files?.[0]);
          currentTarget.value = '';
        }}
      />
    </label>
  );
}

/** Escape and a press elsewhere close the panel and forget what was wrong with the last file. */
function useClosing(place: { readonly current: HTMLElement | null }, isOpen: boolean, close: () => void): void {
  const isShown = isOpen || photoProblem.value !== undefined;
  // Whoever sees the panel can close it: an effect after painting would be later than a quick key.
  useLayoutEffect(() => {
    if (!isShown) return;
    const end = (): void => {
      photoProblem.value = undefined;
      close();
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      end();
      place.current?.querySelector('button')?.focus();
    };
    const onPress = (event: PointerEvent): void => {
      if (event.target instanceof Node && place.current?.contains(event.target) !== true) end();
    };
    addEventListener('keydown', onKey);
    addEventListener('pointerdown', onPress);
    return () => {
      removeEventListener('keydown', onKey);
      removeEventListener('pointerdown', onPress);
    };
  }, [isShown]);
}
