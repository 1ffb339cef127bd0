import { filterLabel, filterName } from '../address/filters.js';
import { go, shop } from '../address/navigation.js';
import { counted, readableName } from '../design/words.js';
import { Icon } from '../design/icons.js';
import type { Results } from '../search/search-state.js';
import { amountText } from '../search/shown-currency.js';
import { useFilterDrops } from './filter-drops.js';
import { withoutStretch } from './understood-chips.js';

/** Without these parts of the words there is still something to look for. */
const CONDITIONS: ReadonlySet<string> = new Set(['price', 'not', 'size', 'color', 'gender', 'brand', 'attribute']);

/** No product at all: says which part of the question can be given up, and what would be found then. */
export function EmptyAnswer({ alternatives, understood, related }: Results) {
  const { words, garment, photo, like, filters } = shop.value;
  const hasFilters = filters.length > 0;
  const hasMore = photo !== undefined || like !== undefined || hasFilters;
  const without = (name: string): number | undefined => alternatives.find((each) => each.name === name)?.total;
  const all = [...new Set(filters.map(filterName))];
  const names = all.filter((name) => without(name) !== 0);
  const drops = useFilterDrops(all, {
    isWanted: names.length === 0 && all.length > 1,
    withAll: words !== '' || like !== undefined,
  });
  const conditions = understood.filter(({ kind, start, end }) => CONDITIONS.has(kind) && end - start < words.length);
  return (
    <div class="empty-answer">
      <h2>{emptyTitle(words, hasFilters)}</h2>
      {(related.length === 0 || hasFilters) && (
        <p class="quiet">{hasFilters || conditions.length > 0 ? 'Take a condition away:' : TRY}</p>
      )}
      <ul class="ways-on">
        {names.map((name) => (
          <FilterWay key={name} names={[name]} count={without(name)} />
        ))}
        {drops.map((drop) => (
          <FilterWay key={drop.names.join()} names={drop.names} count={drop.total} />
        ))}
        {conditions.map(({ text, start, end }) => (
          <WayOn key={start} text={`“${text}”`} change={{ words: withoutStretch(words, start, end) }} />
        ))}
        {words !== '' && hasMore && <WayOn text={`“${words}”`} change={{ words: '' }} />}
        {garment !== undefined && <WayOn text={`“${garment}”`} change={{ garment: undefined }} />}
        {filters.length > 1 && drops.length === 0 && <WayOn text="all filters" change={{ filters: [] }} />}
      </ul>
    </div>
  );
}

/** A button that takes the filters on some names away. */
function FilterWay({ names, count }: { names: readonly string[]; count: number | undefined }) {
  const { filters } = shop.value;
  const text = names.map((name) => `${readableName(name)}: ${labelsOf(filters, name)}`).join(' and ');
  return (
    <WayOn text={text} count={count} change={{ filters: filters.filter((one) => !names.includes(filterName(one))) }} />
  );
}

const TRY = 'Try fewer or more common words, a category such as “shoes”, or a picture of what you look for.';

function emptyTitle(words: string, hasFilters: boolean): string {
  if (!hasFilters) return words === '' ? 'Nothing like this here' : `Nothing here for “${words}”`;
  return words === '' ? 'No product meets all of this' : `No “${words}” with these filters`;
}

function labelsOf(filters: readonly string[], name: string): string {
  return filters
    .filter((filter) => filterName(filter) === name)
    .map((filter) => filterLabel(filter, amountText))
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
