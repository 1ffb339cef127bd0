import type { Hit } from '../../requests/search.js';
import { askAnew, go, shop } from '../address/navigation.js';
import { formatAddress } from '../address/shop-address.js';
import { Icon } from '../design/icons.js';
import { Picture } from '../design/picture.js';
import { money } from '../design/words.js';
import { MatchedMark } from './matched-mark.js';

const SIZES = '(min-width: 75rem) 17rem, (min-width: 48rem) 30vw, 46vw';

/** One product of a list: its picture and name lead to its page; the small button finds more like it. */
export function HitCard({ hit, eager = false }: { hit: Hit; eager?: boolean }) {
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
        <span class="title">{title}</span>
        {price !== null && <span class="price numbers">{money(price, currency)}</span>}
      </a>
      <div class="hit-foot">
        <MatchedMark matched={hit.matched} />
        <button
          type="button"
          class="icon-button like"
          aria-label={`More like ${title}`}
          title="More like this"
          onClick={() => {
            askAnew({ like: id });
          }}
        >
          <Icon name="like" />
        </button>
      </div>
    </article>
  );
}
