import { computed } from '@preact/signals';
import { money } from '../design/words.js';
import { commonCurrency } from './common-currency.js';
import { results } from './search-state.js';

const shownCurrency = computed(() => {
  const { hits = [], related = [] } = results.value ?? {};
  return commonCurrency([...hits, ...related]);
});

/** An amount that belongs to no single product: a bound of the prices found. */
export function amountText(amount: number): string {
  return money(amount, shownCurrency.value);
}
