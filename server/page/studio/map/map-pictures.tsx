import { useState } from 'preact/hooks';
import { usePictureSource } from '../../design/keyed-picture.js';
import { service } from '../../service.js';
import { toScreen, type Point } from './camera.js';
import type { MapModel } from './map-model.js';
import { cssColor, type Rgb } from './palette.js';

/** Pictures of products instead of their dots, once one is near enough. The pointer goes through them to the map. */
export function MapPictures({ model, colors }: { model: MapModel; colors: readonly Rgb[] }) {
  const { index, camera, size, pictured, points } = model;
  const { places } = index.value;
  return (
    <div class="map-pictures" aria-hidden="true">
      {pictured.value.map((point) => {
        const [x, y] = toScreen(camera.value, size.value, [places[2 * point], places[2 * point + 1]]);
        const color = cssColor(colors[points.categoryOf[point]]);
        return <Thumbnail key={points.ids[point]} id={points.ids[point]} color={color} at={[x, y]} />;
      })}
    </div>
  );
}

interface ThumbnailProps {
  readonly id: string;
  /** Of its category, as its dot would have. */
  readonly color: string;
  readonly at: Point;
}

function Thumbnail({ id, color, at: [x, y] }: ThumbnailProps) {
  const [isThere, setThere] = useState(false);
  const source = usePictureSource(service.photoUrl(id, { size: 120 }));
  if (source === undefined || source === '') return null;
  return (
    <img
      src={source}
      alt=""
      decoding="async"
      class={isThere ? 'there' : ''}
      style={{ borderColor: color, transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)` }}
      onLoad={() => {
        setThere(true);
      }}
    />
  );
}
