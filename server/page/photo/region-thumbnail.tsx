import type { PhotoBox } from './box-geometry.js';
import type { ShownPhoto } from './photo-state.js';

const SIDE = 32;

/** The chosen part of a photo, filling a small square. */
export function RegionThumbnail({ photo, box }: { photo: ShownPhoto; box: PhotoBox | undefined }) {
  const [x, y, width, height] = box ?? [0, 0, photo.width, photo.height];
  const scale = SIDE / Math.min(width, height);
  return (
    <span class="region-thumbnail">
      <img
        src={photo.url}
        alt=""
        style={{
          width: `${photo.width * scale}px`,
          height: `${photo.height * scale}px`,
          left: `${SIDE / 2 - (x + width / 2) * scale}px`,
          top: `${SIDE / 2 - (y + height / 2) * scale}px`,
        }}
      />
    </span>
  );
}
