import type { Facet, FacetValue } from '../../requests/facets.js';
import { chosenValues, onlyValue } from '../address/filters.js';
import { go, shop } from '../address/navigation.js';
import { Icon } from '../design/icons.js';
import { wholeNumber } from '../design/words.js';
import { branchOf } from './category-branch.js';

/** The category path as a way down: what lies above the chosen level, and what lies directly below it. */
export function CategoryFacet({ facet: { values } }: { facet: Facet }) {
  const [chosen] = chosenValues(shop.value.filters, 'category');
  const { above, below } = branchOf(values, chosen);
  return (
    <ul class="categories">
      {chosen !== undefined && (
        <li>
          <CategoryButton text="All categories" filter={undefined} />
        </li>
      )}
      {above.map((value) => (
        <li key={value} class="above">
          <CategoryButton text={leafOf(value)} filter={value} isCurrent={value === chosen} />
        </li>
      ))}
      {below.map(({ value, count }: FacetValue) => (
        <li key={value} class={above.length > 0 ? 'below' : undefined}>
          <CategoryButton text={leafOf(value)} filter={value} count={count} />
        </li>
      ))}
    </ul>
  );
}

interface CategoryButtonProps {
  readonly text: string;
  readonly filter: string | undefined;
  readonly count?: number;
  readonly isCurrent?: boolean;
}

function CategoryButton({ text, filter, count, isCurrent = false }: CategoryButtonProps) {
  return (
    <button
      type="button"
      class="category"
      aria-current={isCurrent ? 'true' : undefined}
      onClick={() => {
        go({ filters: onlyValue(shop.value.filters, 'category', filter) });
      }}
    >
      <span>{text}</span>
      {isCurrent && <Icon name="check" small />}
      {count !== undefined && <span class="quiet numbers">{wholeNumber(count)}</span>}
    </button>
  );
}

function leafOf(path: string): string {
  return path.split('>').at(-1)?.trim() ?? path;
}
