import { askAnew, searching } from '../address/navigation.js';
import { Mark } from '../design/icons.js';
import { SearchForm } from '../search/search-form.js';

/** The bar that stays: the way home and the search. On the start page the search stands in the middle of the page. */
export function Header() {
  const isSearching = searching.value;
  return (
    <header class={isSearching ? 'top' : 'top at-start'}>
      <a
        class="home"
        href="/"
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          askAnew({});
        }}
      >
        <Mark />
        <span>Vitrine</span>
      </a>
      {isSearching && <SearchForm />}
    </header>
  );
}
