import { useState } from 'preact/hooks';
import type { Facet } from '../../requests/facets.js';
import { chosenAmong, toggleValue } from '../address/filters.js';
import { go, shop } from '../address/navigation.js';
import { Icon } from '../design/icons.js';
import { wholeNumber } from '../design/words.js';
import { ShowAll } from './show-all.js';
import { swatchOf } from './swatches.js';

const SHOWN = 16;

/** Colours as swatches with their names; a colour that has no swatch stays a name. */
export function ColorFacet({ facet: { name, values } }: { facet: Facet }) {
  const [isWhole, setWhole] = useState(false);
  const chosen = chosenAmong(shop.value.filters, name, values);
  const missing = chosen.filter((value) => !values.some((known) => known.value === value));
  const all = [...missing.map((value) => ({ value, count: 0 })), ...values];
  const shown = isWhole ? all : all.filter(({ value }, i) => i < SHOWN || chosen.includes(value));
  return (
    <>
      <ul class="swatches">
        {shown.map(({ value, count }) => {
          const isChosen = chosen.includes(value);
          return (
            <li key={value}>
              <button
                type="button"
                class="swatch"
                aria-pressed={isChosen}
                aria-label={`${value}, ${count}`}
                title={`${value} (${wholeNumber(count)})`}
                onClick={() => {
                  go({ filters: toggleValue(shop.value.filters, name, value) });
                }}
              >
                <span class="paint" style={{ background: swatchOf(value, isCssColor) }}>
                  {isChosen && <Icon name="check" small />}
                </span>
                <span class="name" aria-hidden="true">
                  {value}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {all.length > shown.length && (
        <ShowAll
          count={all.length}
          onShow={() => {
            setWhole(true);
          }}
        />
      )}
    </>
  );
}

function isCssColor(text: string): boolean {
  return CSS.supports('color', text);
}
