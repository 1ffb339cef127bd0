import type { ProductAnswer } from '../../requests/products.js';
import { addressOfNew, askAnew } from '../address/navigation.js';
import { levelsOf } from '../address/paths.js';
import { ShopLink } from '../address/shop-link.js';
import { availabilityText } from '../design/availability.js';
import { Icon } from '../design/icons.js';
import { Prices } from '../design/prices.js';
import { readableName } from '../design/words.js';
import { Description } from './description.js';
import { valuesOf } from './field-values.js';

const FIELDS = ['color', 'gender', 'season', 'usage'] as const;

/** A longer value is a sentence: nobody looks for others that have it. */
const LONGEST_LINK = 40;

/** Name, price, description, and every attribute as a way to others that have it. */
export function ProductFacts({ product }: { product: ProductAnswer }) {
  const { id, title, brand, price, listPrice, currency, description, category, url } = product;
  const availability = availabilityText(product);
  return (
    <div class="facts">
      {category !== undefined && <Path category={category} />}
      <h1>{title}</h1>
      {brand !== undefined && (
        <p class="brand">
          <ValueLink name="brand" value={brand} />
        </p>
      )}
      {price !== undefined && (
        <p>
          <Prices price={price} listPrice={listPrice} currency={currency} />
        </p>
      )}
      {availability !== undefined && <p class="availability">{availability}</p>}
      <div class="actions">
        {url !== undefined && isWebAddress(url) && (
          <a class="button main" href={url} rel="noopener noreferrer" target="_blank">
            See it in the shop <Icon name="external" small />
          </a>
        )}
        <button
          type="button"
          class={url === undefined ? 'button main' : 'button'}
          onClick={() => {
            askAnew({ like: id });
          }}
        >
          <Icon name="like" small /> More like this
        </button>
      </div>
      {description !== undefined && <Description key={id} text={description} />}
      <dl class="attributes">
        {attributesOf(product).map(([name, values]) => (
          <div key={name}>
            <dt>{readableName(name)}</dt>
            {values.map((value) => (
              <dd key={value}>{value.length > LONGEST_LINK ? value : <ValueLink name={name} value={value} />}</dd>
            ))}
          </div>
        ))}
      </dl>
      <p class="small quiet">Number {id}</p>
    </div>
  );
}

function attributesOf(product: ProductAnswer): [name: string, values: readonly string[]][] {
  const fields = FIELDS.map((name): [string, readonly string[]] => [name, valuesOf(product[name])]);
  const others = Object.entries(product.attributes).map(([name, value]): [string, readonly string[]] => [
    name,
    valuesOf(value),
  ]);
  return [...fields, ...others].filter(([, values]) => values.length > 0);
}

function Path({ category }: { category: string }) {
  const levels = levelsOf(category);
  return (
    <nav class="path small" aria-label="Category">
      {levels.map((level, i) => (
        <span key={i}>
          <ValueLink name="category" value={levels.slice(0, i + 1).join(' > ')} text={level} />
        </span>
      ))}
    </nav>
  );
}

function ValueLink({ name, value, text = value }: { name: string; value: string; text?: string }) {
  const question = { filters: [`${name}=${value}`] };
  return (
    <ShopLink
      class="value-link"
      href={addressOfNew(question)}
      onGo={() => {
        askAnew(question);
      }}
    >
      {text}
    </ShopLink>
  );
}

/** A catalog may say anything: only web addresses become links. */
function isWebAddress(url: string): boolean {
  return /^https?:\/\//iu.test(url);
}
