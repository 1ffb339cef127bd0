import type { Hit } from '../../requests/search.js';
import { addressOf, askAnew, go } from '../address/navigation.js';
import { ShopLink } from '../address/shop-link.js';
import { hindrance } from '../design/availability.js';
import { Icon } from '../design/icons.js';
import { Picture } from '../design/picture.js';
import { Prices } from '../design/prices.js';
import { MatchedMark } from './matched-mark.js';
import { titleBeside } from './product-name.js';

const SIZES = '(min-width: 75rem) 17rem, (min-width: 48rem) 30vw, 46vw';

interface HitCardProps {
  readonly hit: Hit;
  /** The first pictures of a page are wanted at once. */
  readonly eager?: boolean;
  /** Whether it says by which of several things it was found. */
  readonly tellsMatch?: boolean;
}

/** One product of a list: its picture and name lead to its page; the small button finds more like it. */
export function HitCard({ hit, eager = false, tellsMatch = false }: HitCardProps) {
  const { id, title, brand, price, listPrice, currency, photo } = hit;
  const missing = hindrance(hit);
  return (
    <article class="hit">
      <ShopLink
        href={addressOf({ product: id })}
        onGo={() => {
          go({ product: id });
        }}
      >
        <Picture photo={photo} alt="" sizes={SIZES} eager={eager} />
        {brand !== null && <span class="brand">{brand}</span>}
        <span class="title">{titleBeside(brand, title)}</span>
        {price !== null && <Prices price={price} listPrice={listPrice} currency={currency} />}
        {missing !== undefined && <span class="availability">{missing}</span>}
      </ShopLink>
      <div class="hit-foot">
        {tellsMatch && <MatchedMark matched={hit.matched} />}
        <button
          type="button"
          class="more-like small"
          aria-label={`More like this: ${title}`}
          onClick={() => {
            askAnew({ like: id });
          }}
        >
          <Icon name="like" small /> More like this
        </button>
      </div>
    </article>
  );
}
