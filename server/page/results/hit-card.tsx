import type { Hit } from '../../requests/search.js';
import { askAnew, go, shop } from '../address/navigation.js';
import { formatAddress } from '../address/shop-address.js';
import { Icon } from '../design/icons.js';
import { Picture } from '../design/picture.js';
import { money } from '../design/words.js';
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
  const { id, title, brand, price, currency, photo } = hit;
  return (
    <article class="hit">
      <a
        href={`/${formatAddress({ ...shop.value, product: id })}`}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          go({ product: id });
        }}
      >
        <Picture photo={photo} alt="" sizes={SIZES} eager={eager} />
        {brand !== null && <span class="brand">{brand}</span>}
        <span class="title">{titleBeside(brand, title)}</span>
        {price !== null && <span class="price numbers">{money(price, currency)}</span>}
      </a>
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
