import { useLayoutEffect } from 'preact/hooks';
import { returns, savedScroll, shop } from '../address/navigation.js';
import { ProblemNotice } from '../design/problem-notice.js';
import { FacetPanel } from '../facets/facet-panel.js';
import { PhotoPanel } from '../photo/photo-panel.js';
import { photo } from '../photo/photo-state.js';
import { failure, loading, outdated, results, retrying, searchAgain } from '../search/search-state.js';
import { EmptyAnswer } from './empty-answer.js';
import { HitCard } from './hit-card.js';
import { Notices } from './notices.js';
import { QueryChips, isMixed } from './query-chips.js';
import { RelatedProducts } from './related-products.js';
import { ResultLine } from './result-line.js';
import { ShowMore } from './show-more.js';
import { Skeletons } from './skeletons.js';

/** What was found, what was asked, and how to narrow it. */
export function Results() {
  const found = results.value;
  useRestoredScroll();
  return (
    <div class="results">
      <aside class="side" aria-label="Picture and filters">
        <PhotoPanel />
        <FacetPanel />
      </aside>
      <section class="found" aria-labelledby="found" aria-busy={loading.value}>
        <ResultLine />
        <QueryChips />
        {failure.value !== undefined && (
          <ProblemNotice error={failure.value} audience="shopper" onRetry={searchAgain} isRetrying={retrying.value} />
        )}
        {found !== undefined && !outdated.value && <Notices {...found} />}
        {found === undefined && loading.value && photo.value !== 'gone' && <Skeletons count={12} />}
        {found?.total === 0 && !outdated.value && <EmptyAnswer {...found} />}
        {found !== undefined && found.hits.length > 0 && (
          <ol class={outdated.value ? 'grid outdated' : 'grid'}>
            {found.hits.map((hit, i) => (
              <li key={hit.id}>
                <HitCard hit={hit} eager={i < 4} tellsMatch={isMixed.value} />
              </li>
            ))}
          </ol>
        )}
        {found !== undefined && <ShowMore {...found} />}
        {found !== undefined && !outdated.value && <RelatedProducts {...found} />}
      </section>
    </div>
  );
}

/** After Back the list stands where it was left; a new search begins at its top. */
function useRestoredScroll(): void {
  const key = `${returns.value} ${results.value?.key ?? ''}`;
  useLayoutEffect(() => {
    if (results.value !== undefined && shop.value.product === undefined)
      scrollTo({ top: savedScroll(), behavior: 'instant' });
  }, [key]);
}
