import { useEffect, useRef } from 'preact/hooks';
import '../search/search.css';
import '../photo/photo.css';
import '../facets/facets.css';
import '../results/results.css';
import '../product/product.css';
import './shop.css';
import { followHistory, searching, shop } from '../address/navigation.js';
import { learnFacets } from '../facets/facet-state.js';
import { dropping, takeIncomingFiles } from '../photo/incoming-files.js';
import { photo } from '../photo/photo-state.js';
import { ProductDialog } from '../product/product-dialog.js';
import { Results } from '../results/results.js';
import { followSearch, searchAgain } from '../search/search-state.js';
import { Header } from './header.js';
import { Start } from './start.js';

/** Everything that follows the address, files and the network; started once. */
function start(): void {
  followHistory();
  takeIncomingFiles();
  followSearch();
  void learnFacets();
  addEventListener('online', () => {
    searchAgain();
  });
}

/** The shoppers' page: a search, what it finds, and a product opened over it. */
export function Shop() {
  const started = useRef(false);
  useEffect(() => {
    if (!started.current) start();
    started.current = true;
  }, []);
  useEffect(() => {
    document.title = titleOf(shop.value.words, photo.value !== undefined);
  }, [shop.value]);
  return (
    <>
      <a class="skip-link" href="#content" onClick={skipToProducts}>
        Skip to the products
      </a>
      <Header />
      <main id="content" tabIndex={-1}>
        {searching.value ? <Results /> : <Start />}
      </main>
      <ProductDialog />
      {dropping.value && (
        <div class="drop-veil" aria-hidden="true">
          <p class="corners">Let go to search by this picture</p>
        </div>
      )}
    </>
  );
}

/** Past the filters, and without a step for Back. */
function skipToProducts(event: Event): void {
  event.preventDefault();
  (document.getElementById('found') ?? document.getElementById('content'))?.focus();
}

function titleOf(words: string, hasPhoto: boolean): string {
  if (words !== '') return `${words} · Vitrine`;
  return hasPhoto ? 'Search by picture · Vitrine' : 'Vitrine';
}
