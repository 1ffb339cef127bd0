import { useEffect, useState } from 'preact/hooks';
import { go, shop } from '../address/navigation.js';
import { levelsOf } from '../address/paths.js';
import { categoryOf, SORTS, type Sort } from '../address/shop-address.js';
import { counted } from '../design/words.js';
import { FacetButton } from '../facets/facet-panel.js';
import { looking, photo } from '../photo/photo-state.js';
import { failure, loading, outdated, results } from '../search/search-state.js';

const SORT_LABELS: Readonly<Record<Sort, string>> = {
  relevance: 'Best match',
  price: 'Price, low to high',
  '-price': 'Price, high to low',
};

/** How many there are, told to ears as well, and in which order. */
export function ResultLine() {
  const found = results.value;
  const isReady = found !== undefined && !outdated.value;
  const count = isReady ? counted(found.total, 'product', 'products') : waiting();
  const category = shop.value.words === '' ? levelsOf(categoryOf(shop.value) ?? '').at(-1) : undefined;
  return (
    <div class="result-line">
      <h1 id="found" class="numbers" tabIndex={-1}>
        {category === undefined ? (
          count
        ) : (
          <>
            {category} <span class="quiet">{count}</span>
          </>
        )}
      </h1>
      <LiveCount text={isReady ? `${count} found, ${found.hits.length} shown` : ''} />
      <div class="line-tools">
        <FacetButton />
        <label class="sort">
          <span class="unseen">Order</span>
          <select
            class="field"
            value={shop.value.sort}
            onChange={(event) => {
              const sort = SORTS.find((known) => known === event.currentTarget.value);
              if (sort !== undefined) go({ sort });
            }}
          >
            {SORTS.map((sort) => (
              <option key={sort} value={sort}>
                {SORT_LABELS[sort]}
              </option>
            ))}
          </select>
        </label>
      </div>
    </div>
  );
}

function waiting(): string {
  if (photo.value === 'gone') return 'No picture';
  if (looking.value) return 'Looking at your picture …';
  if (failure.value !== undefined) return 'No answer';
  return loading.value ? 'Searching …' : 'Products';
}

/** Said after a pause, so that quick changes are not read out one after another. */
function LiveCount({ text }: { text: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => {
      setSaid(text);
    }, 500);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return (
    <p class="unseen" role="status">
      {said}
    </p>
  );
}
