import type { Facet, FacetValue } from '../../requests/facets.js';
import { chosenValues, onlyValue } from '../address/filters.js';
import { addressOf, go, shop } from '../address/navigation.js';
import { ShopLink } from '../address/shop-link.js';
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
          <CategoryLink text="All categories" filter={undefined} />
        </li>
      )}
      {above.map((value) => (
        <li key={value} class="above">
          <CategoryLink text={leafOf(value)} filter={value} isCurrent={value === chosen} />
        </li>
      ))}
      {below.map(({ value, count }: FacetValue) => (
        <li key={value} class={above.length > 0 ? 'below' : undefined}>
          <CategoryLink text={leafOf(value)} filter={value} count={count} />
        </li>
      ))}
    </ul>
  );
}

interface CategoryLinkProps {
  readonly text: string;
  readonly filter: string | undefined;
  readonly count?: number;
  readonly isCurrent?: boolean;
}

function CategoryLink({ text, filter, count, isCurrent = false }: CategoryLinkProps) {
  const change = { filters: onlyValue(shop.value.filters, 'category', filter) };
  return (
    <ShopLink
      class="category"
      href={addressOf(change)}
      isCurrent={isCurrent}
      onGo={() => {
        go(change);
      }}
    >
      <span>{text}</span>
      {isCurrent && <Icon name="check" small />}
      {count !== undefined && <span class="quiet numbers">{wholeNumber(count)}</span>}
    </ShopLink>
  );
}

function leafOf(path: string): string {
  return path.split('>').at(-1)?.trim() ?? path;
}
