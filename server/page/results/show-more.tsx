import { useEffect, useRef } from 'preact/hooks';
import { refine } from '../address/navigation.js';
import { wholeNumber } from '../design/words.js';
import { loading, outdated, PAGE_SIZE, type Results } from '../search/search-state.js';

/** The next page under the ones before it; the first new product takes the focus. */
export function ShowMore({ hits, total }: Results) {
  const wantsFocus = useRef<number | undefined>(undefined);
  useEffect(() => {
    const from = wantsFocus.current;
    if (from === undefined || hits.length <= from) return;
    wantsFocus.current = undefined;
    document.querySelectorAll<HTMLElement>('.found .grid .hit > a')[from]?.focus({ preventScroll: true });
  }, [hits.length]);
  if (total === 0) return null;
  const rest = total - hits.length;
  return (
    <div class="show-more">
      <p class="quiet numbers">
        {wholeNumber(hits.length)} of {wholeNumber(total)} shown
      </p>
      <span class="bar" aria-hidden="true">
        <span style={{ width: `${(hits.length / total) * 100}%` }} />
      </span>
      {rest > 0 && (
        <button
          type="button"
          class="button"
          disabled={loading.value && !outdated.value}
          onClick={() => {
            wantsFocus.current = hits.length;
            refine({ pages: Math.ceil(hits.length / PAGE_SIZE) + 1 });
          }}
        >
          {loading.value && !outdated.value ? 'Loading …' : `Show ${Math.min(rest, PAGE_SIZE)} more`}
        </button>
      )}
    </div>
  );
}
