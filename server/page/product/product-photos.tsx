import { useState } from 'preact/hooks';
import type { ProductPhoto } from '../../requests/products.js';
import { Picture } from '../design/picture.js';

interface ProductPhotosProps {
  readonly photos: readonly ProductPhoto[];
  readonly title: string;
}

/** The chosen photo large, all of them small below it. */
export function ProductPhotos({ photos, title }: ProductPhotosProps) {
  const [chosen, setChosen] = useState(0);
  const shown = photos[chosen];
  const alt = photos.length > 1 ? `${title}, picture ${chosen + 1} of ${photos.length}` : title;
  return (
    <div class="product-photos">
      <Picture photo={shown?.photo ?? null} alt={alt} sizes="(min-width: 60rem) 28rem, 92vw" eager />
      {photos.length > 1 && (
        <ul class="thumbnails" aria-label="Pictures">
          {photos.map(({ photo }, i) => (
            <li key={photo}>
              <button
                type="button"
                aria-label={`Picture ${i + 1}`}
                aria-pressed={i === chosen}
                onClick={() => {
                  setChosen(i);
                }}
              >
                <Picture photo={photo} alt="" sizes="72px" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
