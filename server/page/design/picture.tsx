import { useState } from 'preact/hooks';
import { apiKey } from '../api-key.js';
import { usePictureSource } from './keyed-picture.js';

/** Of the longest side; most product photos are upright, so they are three quarters as wide. */
const SIZES = [160, 240, 320, 480, 640, 960];

interface PictureProps {
  /** As the service gives it; null shows an empty plate. */
  readonly photo: string | null;
  readonly alt: string;
  /** How wide it will be drawn, as <img sizes> says it. */
  readonly sizes: string;
  /** The first pictures of a page are wanted at once. */
  readonly eager?: boolean;
}

/** A product's photo on a plate, in as many pixels as the screen needs. */
export function Picture({ photo, alt, sizes, eager = false }: PictureProps) {
  const [broken, setBroken] = useState<string>();
  const [fills, setFills] = useState(false);
  const hasKey = apiKey.value !== undefined;
  const source = usePictureSource(photo === null ? '' : sizedPhoto(photo, hasKey ? 480 : 320));
  if (photo === null || broken === photo || (hasKey && source === '')) {
    return (
      <span class="plate empty" role="img" aria-label={alt}>
        <span aria-hidden="true">No picture</span>
      </span>
    );
  }
  return (
    <span class={fills ? 'plate filled' : 'plate'}>
      <img
        src={source}
        srcset={
          isOwn(photo) && !hasKey
            ? SIZES.map((size) => `${sizedPhoto(photo, size)} ${Math.round(size * 0.75)}w`).join(', ')
            : undefined
        }
        sizes={sizes}
        alt={alt}
        loading={eager ? 'eager' : 'lazy'}
        decoding="async"
        onLoad={(event) => {
          setFills(isNearlyPlate(event.currentTarget));
        }}
        onError={() => {
          setBroken(photo);
        }}
      />
    </span>
  );
}

/** A photo of nearly the plate's shape loses next to nothing by filling it; any other is shown whole. */
function isNearlyPlate({ naturalWidth, naturalHeight, clientWidth, clientHeight }: HTMLImageElement): boolean {
  const ratio = (naturalWidth / naturalHeight) * (clientHeight / clientWidth);
  return ratio > 0.88 && ratio < 1.14;
}

/** Photos of the service come in sizes; an address elsewhere stays as it is. */
export function sizedPhoto(photo: string, size: number): string {
  return isOwn(photo) ? `${photo}${photo.includes('?') ? '&' : '?'}size=${size}` : photo;
}

function isOwn(photo: string): boolean {
  return photo.startsWith('/');
}
