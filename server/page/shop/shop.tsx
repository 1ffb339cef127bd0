import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import '../search/search.css';
import '../photo/photo.css';
import '../facets/facets.css';
import '../results/results.css';
import '../product/product.css';
import './shop.css';
import { followHead } from '../address/head.js';
import { followHistory, returns, savedScroll, shop, view } from '../address/navigation.js';
import { learnFacets } from '../facets/facet-state.js';
import { dropping, takeIncomingFiles } from '../photo/incoming-files.js';
import { ProductDialog } from '../product/product-dialog.js';
import { ProductView } from '../product/product-view.js';
import { Results } from '../results/results.js';
import { followSearch, searchAgain } from '../search/search-state.js';
import { Header } from './header.js';
import { Start } from './start.js';

/** Everything that follows the address, files and the network; started once. */
function start(): void {
  followHistory();
  followHead();
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
  usePageStart();
  return (
    <>
      <a class="skip-link" href="#content" onClick={skipToProducts}>
        Skip to the products
      </a>
      <Header />
      <main id="content" tabIndex={-1}>
        <Content />
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

function Content() {
  const { product } = shop.value;
  if (view.value === 'results') return <Results />;
  return product === undefined ? <Start /> : <ProductView key={product} id={product} />;
}

/** Another page begins at its top and, unless words are being typed, with the focus in it; after Back it is where it was left. */
function usePageStart(): void {
  const isFirst = useRef(true);
  const page = view.value === 'product' ? shop.value.product : view.value;
  useLayoutEffect(() => {
    if (view.value !== 'results') scrollTo({ top: savedScroll(), behavior: 'instant' });
    if (!isFirst.current && view.value === 'product') {
      document.getElementById('content')?.focus({ preventScroll: true });
    }
    isFirst.current = false;
  }, [page, returns.value]);
}

/** Past the filters, and without a step for Back. */
function skipToProducts(event: Event): void {
  event.preventDefault();
  (document.getElementById('found') ?? document.getElementById('content'))?.focus();
}
