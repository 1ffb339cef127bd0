import { useEffect, useState } from 'preact/hooks';
import type { Facet } from '../../requests/facets.js';
import { priceLabel, priceRange, withPriceRange } from '../address/filters.js';
import { go, shop } from '../address/navigation.js';
import { counted, wholeNumber } from '../design/words.js';
import { amountText } from '../search/shown-currency.js';
import { boundsOf, readBound } from './price-bounds.js';

/** Bars of how many cost what, to click, and two fields for other bounds. */
export function PriceFacet({ facet: { values, minimum, maximum } }: { facet: Facet }) {
  const { least, most } = priceRange(shop.value.filters);
  const [low, setLow] = useState('');
  const [high, setHigh] = useState('');
  useEffect(() => {
    setLow(least === undefined ? '' : String(least));
    setHigh(most === undefined ? '' : String(most));
  }, [least, most]);
  const [from, to] = [readBound(low), readBound(high)];
  const isWrong = from === 'wrong' || to === 'wrong' || (from !== undefined && to !== undefined && from > to);
  const submit = (): void => {
    if (isWrong) return;
    go({ filters: withPriceRange(shop.value.filters, { least: from, most: to }) });
  };
  return (
    <form
      class="price-facet"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <PriceBars values={values} least={least} most={most} />
      <div class="bounds">
        <Bound label="From" value={low} placeholder={minimum} onInput={setLow} isWrong={isWrong} />
        <span aria-hidden="true">–</span>
        <Bound label="To" value={high} placeholder={maximum} onInput={setHigh} isWrong={isWrong} />
        <button type="submit" class="button">
          Set
        </button>
      </div>
      {isWrong && (
        <p class="small" role="alert">
          Write two amounts, the smaller one first.
        </p>
      )}
    </form>
  );
}

interface BoundProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: number | undefined;
  readonly isWrong: boolean;
  readonly onInput: (text: string) => void;
}

function Bound({ label, value, placeholder, isWrong, onInput }: BoundProps) {
  return (
    <input
      class="field numbers"
      inputmode="decimal"
      aria-label={`${label}, price`}
      aria-invalid={isWrong}
      placeholder={placeholder === undefined ? label : wholeNumber(Math.round(placeholder))}
      value={value}
      onInput={(event) => {
        onInput(event.currentTarget.value);
      }}
    />
  );
}

interface PriceBarsProps {
  readonly values: Facet['values'];
  readonly least: number | undefined;
  readonly most: number | undefined;
}

function PriceBars({ values, least, most }: PriceBarsProps) {
  const bars = values.flatMap(({ value, count }) => {
    const bounds = boundsOf(value);
    return bounds === undefined ? [] : [{ ...bounds, count }];
  });
  bars.sort((a, b) => a.least - b.least);
  const highest = Math.max(1, ...bars.map(({ count }) => count));
  if (bars.length < 2) return null;
  return (
    <ul class="price-bars">
      {bars.map((bar) => {
        const text = priceLabel(bar, amountText);
        const isInside =
          (least === undefined || bar.least >= least) && (most === undefined || (bar.most ?? Infinity) <= most);
        return (
          <li key={bar.least}>
            <button
              type="button"
              class={isInside ? 'inside' : ''}
              aria-label={`${text}: ${counted(bar.count, 'product', 'products')}`}
              title={`${text}: ${wholeNumber(bar.count)}`}
              onClick={() => {
                go({ filters: withPriceRange(shop.value.filters, { least: bar.least, most: bar.most }) });
              }}
            >
              <span style={{ height: `${Math.max(4, Math.sqrt(bar.count / highest) * 100)}%` }} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
