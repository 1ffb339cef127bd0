import { askAnew, view } from '../address/navigation.js';
import { ShopLink } from '../address/shop-link.js';
import { Mark } from '../design/icons.js';
import { SearchForm } from '../search/search-form.js';

/** The bar that stays: the way home and the search. On the start page the search stands in the middle of the page. */
export function Header() {
  const isStart = view.value === 'start';
  return (
    <header class={isStart ? 'top at-start' : 'top'}>
      <ShopLink
        class="home"
        href="/"
        onGo={() => {
          askAnew({});
        }}
      >
        <Mark />
        <span>Vitrine</span>
      </ShopLink>
      {!isStart && <SearchForm />}
    </header>
  );
}
