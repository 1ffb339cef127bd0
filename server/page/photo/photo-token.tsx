import { go, shop } from '../address/navigation.js';
import { Icon } from '../design/icons.js';
import { photo, region } from './photo-state.js';
import { RegionThumbnail } from './region-thumbnail.js';

/** The picture that is searched by, inside the search field: it can be taken away without the words. */
export function PhotoToken() {
  const shown = photo.value;
  return (
    <button
      type="button"
      class="photo-token"
      aria-label={shop.value.words === '' ? 'Remove the picture' : 'Remove the picture, keep the words'}
      onClick={() => {
        go({ photo: undefined });
      }}
    >
      {shown === undefined || shown === 'gone' ? (
        <Icon name="picture" />
      ) : (
        <RegionThumbnail photo={shown} box={region.value} />
      )}
      <Icon name="close" small />
    </button>
  );
}
