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
import { amountText } from '../search/shown-currency.js';
import { service } from '../service.js';
import { understoodChips } from './understood-chips.js';

/** True for a question of words and a picture: 'like this, but red'. */
export const isMixed = computed(() => {
  const { words, garment, photo: key, like } = shop.value;
  return (words !== '' || garment !== undefined) && (key !== undefined || like !== undefined);
});

/**
 * The question as pieces that can be taken away one by one: 'like this' picture, 'but red', what the words were read as,
 * filters.
 */
export function QueryChips() {
  const { words, garment, like, filters } = shop.value;
  const shown = photo.value;
  const hasPicture = shown !== undefined && shown !== 'gone';
  const showsPicture = hasPicture && isMixed.value;
  const understood = understoodChips(shop.value, results.value?.understood ?? []);
  if (!showsPicture && like === undefined && filters.length === 0 && understood.length === 0) return null;
  return (
    <ul class="chips" aria-label="What you search by">
      {showsPicture && (
        <Chip action="Remove picture: Like this" text="Like this" onRemove={{ photo: undefined }}>
          <RegionThumbnail photo={shown} box={region.value} />
        </Chip>
      )}
      {garment !== undefined && (
        <Chip action={`Remove kind: “${garment}”`} text={`“${garment}”`} onRemove={{ garment: undefined }} />
      )}
      {like !== undefined && <LikeChip id={like} />}
      {isMixed.value && words !== '' && (
        <Chip action={`Remove words: but “${words}”`} text={`but “${words}”`} onRemove={{ words: '' }} />
      )}
      {understood.map(({ key, text, action, change }) => (
        <Chip key={key} action={action} text={text} onRemove={change} />
      ))}
      {filters.map((filter) => (
        <Chip
          key={filter}
          action={`Remove filter ${readableName(filterName(filter))}: ${chipText(filter)}`}
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
  const label = filterLabel(filter, amountText);
  return filterName(filter) === 'price' ? `Price ${label}` : label;
}

interface ChipProps {
  /** What the press does, for ears. */
  readonly action: string;
  readonly text: string;
  readonly onRemove: Parameters<typeof go>[0];
  readonly children?: preact.ComponentChildren;
}

function Chip({ action, text, onRemove, children }: ChipProps) {
  return (
    <li>
      <button
        type="button"
        class="chip"
        aria-label={action}
        title={action}
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
    <Chip action={`Remove product: Like ${title}`} text={`Like ${title}`} onRemove={{ like: undefined }}>
      {picture !== null && <Picture photo={picture} alt="" sizes="32px" eager />}
    </Chip>
  );
}
