import { computed } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { filterLabel, filterName } from '../address/filters.js';
import { go, shop } from '../address/navigation.js';
import { Icon } from '../design/icons.js';
import { Picture } from '../design/picture.js';
import { readableName } from '../design/words.js';
import { photo, region } from '../photo/photo-state.js';
import { RegionThumbnail } from '../photo/region-thumbnail.js';
import { results } from '../search/search-state.js';
import { service } from '../service.js';

/** True for a question of words and a picture: 'like this, but red'. */
export const isMixed = computed(() => {
  const { words, garment, photo: key, like } = shop.value;
  return (words !== '' || garment !== undefined) && (key !== undefined || like !== undefined);
});

/** The question as pieces that can be taken away one by one: 'like this' picture, 'but red', filters. */
export function QueryChips() {
  const { words, garment, like, filters } = shop.value;
  const shown = photo.value;
  const hasPicture = shown !== undefined && shown !== 'gone';
  const showsPicture = hasPicture && isMixed.value;
  if (!showsPicture && like === undefined && filters.length === 0) return null;
  return (
    <ul class="chips" aria-label="What you search by">
      {showsPicture && (
        <Chip label="picture" text="Like this" onRemove={{ photo: undefined }}>
          <RegionThumbnail photo={shown} box={region.value} />
        </Chip>
      )}
      {garment !== undefined && <Chip label="kind" text={`“${garment}”`} onRemove={{ garment: undefined }} />}
      {like !== undefined && <LikeChip id={like} />}
      {isMixed.value && words !== '' && <Chip label="words" text={`but “${words}”`} onRemove={{ words: '' }} />}
      {filters.map((filter) => (
        <Chip
          key={filter}
          label={`filter ${readableName(filterName(filter))}`}
          text={chipText(filter)}
          onRemove={{ filters: filters.filter((other) => other !== filter) }}
        />
      ))}
      {filters.length > 1 && (
        <li>
          <button
            type="button"
            class="text-button small"
            onClick={() => {
              go({ filters: [] });
            }}
          >
            Clear all filters
          </button>
        </li>
      )}
    </ul>
  );
}

/** A price alone would be a number without a meaning. */
function chipText(filter: string): string {
  return filterName(filter) === 'price' ? `Price ${filterLabel(filter)}` : filterLabel(filter);
}

interface ChipProps {
  /** What is removed, for ears. */
  readonly label: string;
  readonly text: string;
  readonly onRemove: Parameters<typeof go>[0];
  readonly children?: preact.ComponentChildren;
}

function Chip({ label, text, onRemove, children }: ChipProps) {
  return (
    <li>
      <button
        type="button"
        class="chip"
        aria-label={`Remove ${label}: ${text}`}
        onClick={() => {
          go(onRemove);
        }}
      >
        {children}
        <span>{text}</span>
        <Icon name="close" small />
      </button>
    </li>
  );
}

/** The product that hits should be like, by its picture and name. */
function LikeChip({ id }: { id: string }) {
  const [about, setAbout] = useState<{ title: string; photo: string | null }>();
  const known = results.value?.hits.find((hit) => hit.id === id);
  useEffect(() => {
    const controller = new AbortController();
    service
      .product(id, { signal: controller.signal })
      .then(({ title, photos }) => {
        setAbout({ title, photo: photos[0]?.photo ?? null });
      })
      .catch(() => undefined);
    return () => {
      controller.abort();
    };
  }, [id]);
  const { title, photo: picture } = about ?? known ?? { title: id, photo: null };
  return (
    <Chip label="product" text={`Like ${title}`} onRemove={{ like: undefined }}>
      {picture !== null && <Picture photo={picture} alt="" sizes="32px" eager />}
    </Chip>
  );
}
