import { go, shop } from '../address/navigation.js';
import type { Results } from '../search/search-state.js';
import { isMixed } from './query-chips.js';
import { mendedWords } from './understood-chips.js';

/** What one should know about an answer: words read as others, what may be meant, doubt, and what the service says. */
export function Notices(found: Results) {
  const { confident, total, warnings } = found;
  return (
    <>
      <ReadAs {...found} />
      <DidYouMean {...found} />
      {!confident && total > 0 && (
        <div class="notice">
          <h2>{isMixed.value ? 'Nothing looks quite like it here' : 'Nothing like this here'}</h2>
          <p>
            {isMixed.value
              ? 'These have the words, those that look most like it first.'
              : 'These come closest, but they are probably not what you are looking for.'}
          </p>
        </div>
      )}
      {warnings
        .filter(({ audience }) => audience === 'shopper')
        .map(({ code, text }) => (
          <p class="small quiet" key={code + text}>
            {text}
          </p>
        ))}
    </>
  );
}

/** Corrections that no chip tells. */
function ReadAs({ corrections, understood }: Results) {
  const told = new Set(understood.map(({ text }) => text.toLowerCase()));
  const untold = corrections.filter(({ from }) => !told.has(from.toLowerCase()));
  if (untold.length === 0) return null;
  return (
    <p class="correction">
      Searched for{' '}
      {untold.map(({ from, to }, i) => (
        <span key={from}>
          {i > 0 && ', '}
          <b>{to}</b> instead of <s>{from}</s>
        </span>
      ))}
    </p>
  );
}

/** Words that may be slips, and were all the same searched for as they stand. */
function DidYouMean({ didYouMean }: Results) {
  const { words } = shop.value;
  const mended = mendedWords(words, didYouMean);
  if (mended === words) return null;
  return (
    <p class="did-you-mean">
      Did you mean{' '}
      <button
        type="button"
        class="text-button"
        onClick={() => {
          go({ words: mended });
        }}
      >
        {mended}
      </button>
      ?
    </p>
  );
}
