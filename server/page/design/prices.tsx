import type { Sale } from './sale.js';
import { money } from './words.js';

interface PricesProps extends Pick<Sale, 'listPrice'> {
  /** What a buyer pays today. */
  readonly price: number;
  readonly currency: string | null | undefined;
}

/** The price of today first, then the one before, struck through; ears hear which is which. */
export function Prices({ price, listPrice, currency }: PricesProps) {
  const today = money(price, currency);
  if (listPrice === undefined || listPrice === null || listPrice <= price) {
    return <span class="price numbers">{today}</span>;
  }
  return (
    <span class="price numbers">
      <span class="unseen">Price today: </span>
      <span class="reduced">{today}</span> <span class="unseen">, before: </span>
      <s class="before">{money(listPrice, currency)}</s>
    </span>
  );
}
