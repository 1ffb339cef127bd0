import { useState } from 'preact/hooks';
import type { Facet } from '../../requests/facets.js';
import { chosenAmong, toggleValue } from '../address/filters.js';
import { go, shop } from '../address/navigation.js';
import { readableName, wholeNumber } from '../design/words.js';
import { ShowAll } from './show-all.js';
import { inTheirOrder } from './value-order.js';

const SHOWN = 7;

/** Values to tick, the most frequent first; a long list can be searched. */
export function ValueFacet({ facet: { name, values } }: { facet: Facet }) {
  const [isWhole, setWhole] = useState(false);
  const [typed, setTyped] = useState('');
  const chosen = chosenAmong(shop.value.filters, name, values);
  const missing = chosen.filter((value) => !values.some((known) => known.value === value));
  const all = [...missing.map((value) => ({ value, count: 0 })), ...values];
  const fitting = all.filter(({ value }) => value.toLowerCase().includes(typed.trim().toLowerCase()));
  const frequent = all.filter(({ value }, i) => i < SHOWN || chosen.includes(value));
  const shown = inTheirOrder(isWhole ? fitting.slice(0, 200) : frequent);
  return (
    <fieldset class="values">
      <legend class="unseen">{readableName(name)}</legend>
      {isWhole && all.length > 2 * SHOWN && (
        <input
          class="field"
          type="search"
          aria-label={`Find in ${readableName(name)}`}
          placeholder={`Find among ${all.length}`}
          value={typed}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
      )}
      {shown.map(({ value, count }) => (
        <label class="value" key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={() => {
              go({ filters: toggleValue(shop.value.filters, name, value) });
            }}
          />
          <span>{value}</span>
          <span class="quiet numbers">{wholeNumber(count)}</span>
        </label>
      ))}
      {all.length > shown.length && !isWhole && (
        <ShowAll
          count={all.length}
          onShow={() => {
            setWhole(true);
          }}
        />
      )}
    </fieldset>
  );
}
