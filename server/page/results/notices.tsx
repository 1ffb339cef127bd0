import type { Results } from '../search/search-state.js';
import { isMixed } from './query-chips.js';

/** What one should know about an answer: words read as others, doubt, and the service's own warnings. */
export function Notices({ corrections, confident, total, warnings }: Results) {
  return (
    <>
      {corrections.length > 0 && (
        <p class="correction">
          Searched for{' '}
          {corrections.map(({ from, to }, i) => (
            <span key={from}>
              {i > 0 && ', '}
              <b>{to}</b> instead of <s>{from}</s>
            </span>
          ))}
        </p>
      )}
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
