import { useState } from 'preact/hooks';
import { usePictureSource } from '../../design/keyed-picture.js';
import { service } from '../../service.js';
import { toScreen } from './camera.js';
import type { MapModel } from './map-model.js';
import { picturesInView } from './pictures-in-view.js';

/** Pictures of products instead of their dots, once one is near enough. The pointer goes through them to the map. */
export function MapPictures({ model }: { model: MapModel }) {
  const { index, camera, size, isShown, points } = model;
  const shown = picturesInView(index.value, camera.value, size.value, isShown);
  const { places } = index.value;
  return (
    <div class="map-pictures" aria-hidden="true">
      {shown.map((point) => {
        const [x, y] = toScreen(camera.value, size.value, [places[2 * point], places[2 * point + 1]]);
        return <Thumbnail key={points.ids[point]} id={points.ids[point]} x={x} y={y} />;
      })}
    </div>
  );
}

function Thumbnail({ id, x, y }: { id: string; x: number; y: number }) {
  const [isThere, setThere] = useState(false);
  const source = usePictureSource(service.photoUrl(id, { size: 120 }));
  if (source === undefined || source === '') return null;
  return (
    <img
      src={source}
      alt=""
      decoding="async"
      class={isThere ? 'there' : ''}
      style={{ transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)` }}
      onLoad={() => {
        setThere(true);
      }}
    />
  );
}
