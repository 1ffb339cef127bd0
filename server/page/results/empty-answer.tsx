import { filterLabel, filterName } from '../address/filters.js';
import { go, shop } from '../address/navigation.js';
import { counted, readableName } from '../design/words.js';
import { Icon } from '../design/icons.js';
import type { Results } from '../search/search-state.js';

/** No product at all: says which part of the question can be given up, and what would be found then. */
export function EmptyAnswer({ alternatives }: Results) {
  const { words, garment, photo, like, filters } = shop.value;
  const hasFilters = filters.length > 0;
  const hasMore = photo !== undefined || like !== undefined || hasFilters;
  const without = (name: string): number | undefined => alternatives.find((each) => each.name === name)?.total;
  const names = [...new Set(filters.map(filterName))].filter((name) => without(name) !== 0);
  return (
    <div class="empty-answer">
      <h2>{hasFilters ? 'No product meets all of this' : 'Nothing like this here'}</h2>
      <p class="quiet">
        {hasFilters
          ? 'Take one of the conditions away:'
          : 'Try fewer or more common words, a category such as “shoes”, or a picture of what you look for.'}
      </p>
      <ul class="ways-on">
        {names.map((name) => (
          <WayOn
            key={name}
            text={`${readableName(name)}: ${labelsOf(filters, name)}`}
            count={without(name)}
            change={{ filters: filters.filter((filter) => filterName(filter) !== name) }}
          />
        ))}
        {words !== '' && hasMore && <WayOn text={`“${words}”`} change={{ words: '' }} />}
        {garment !== undefined && <WayOn text={`“${garment}”`} change={{ garment: undefined }} />}
        {filters.length > 1 && <WayOn text="all filters" change={{ filters: [] }} />}
      </ul>
    </div>
  );
}

function labelsOf(filters: readonly string[], name: string): string {
  return filters
    .filter((filter) => filterName(filter) === name)
    .map(filterLabel)
    .join(' or ');
}

interface WayOnProps {
  readonly text: string;
  readonly change: Parameters<typeof go>[0];
  /** How many products there would be; undefined when nobody knows. */
  readonly count?: number | undefined;
}

function WayOn({ text, count, change }: WayOnProps) {
  return (
    <li>
      <button
        type="button"
        class="button"
        onClick={() => {
          go(change);
        }}
      >
        <Icon name="close" small />
        <span>
          Without {text}
          {count !== undefined && <span class="quiet numbers">, {counted(count, 'product', 'products')}</span>}
        </span>
      </button>
    </li>
  );
}
