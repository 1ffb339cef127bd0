import { useState } from 'preact/hooks';
import type { FieldValue } from '../../requests/fields.js';
import type { ProductAnswer } from '../../requests/products.js';
import { askAnew } from '../address/navigation.js';
import { Icon } from '../design/icons.js';
import { money, readableName } from '../design/words.js';

const FIELDS = ['color', 'gender', 'season', 'usage', 'availability'] as const;

/** Name, price, description, and every attribute as a way to others that have it. */
export function ProductFacts({ product }: { product: ProductAnswer }) {
  const { id, title, brand, price, currency, description, category, url } = product;
  return (
    <div class="facts">
      {category !== undefined && <Path category={category} />}
      <h1>{title}</h1>
      {brand !== undefined && (
        <p class="brand">
          <ValueLink name="brand" value={brand} />
        </p>
      )}
      {price !== undefined && <p class="price numbers">{money(price, currency)}</p>}
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
            <dd>
              <Values name={name} values={values} />
            </dd>
          </div>
        ))}
      </dl>
      <p class="small quiet">Number {id}</p>
    </div>
  );
}

const LONG = 480;

/** The first lines of a long text, and the rest for who wants it. */
function Description({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false);
  const isLong = text.length > LONG;
  return (
    <div>
      <p class={isLong && !isWhole ? 'description cut' : 'description'}>{text}</p>
      {isLong && (
        <button
          type="button"
          class="text-button small"
          aria-expanded={isWhole}
          onClick={() => {
            setWhole(!isWhole);
          }}
        >
          {isWhole ? 'Less' : 'Read all'}
        </button>
      )}
    </div>
  );
}

function attributesOf(product: ProductAnswer): [name: string, values: readonly string[]][] {
  const fields = FIELDS.flatMap((name): [string, FieldValue][] => {
    const value = product[name];
    return value === undefined ? [] : [[name, value]];
  });
  return [...fields, ...Object.entries(product.attributes)].map(([name, value]) => [
    name,
    typeof value === 'string' ? [value] : value,
  ]);
}

/** Each value leads to others that have it; a sentence leads nowhere. */
function Values({ name, values }: { name: string; values: readonly string[] }) {
  return (
    <>
      {values.map((value, i) => (
        <span key={value}>
          {i > 0 && ', '}
          {value.length > 40 ? value : <ValueLink name={name} value={value} />}
        </span>
      ))}
    </>
  );
}

function Path({ category }: { category: string }) {
  const levels = category.split('>').map((level) => level.trim());
  return (
    <nav class="path small" aria-label="Category">
      {levels.map((level, i) => (
        <span key={level}>
          <ValueLink name="category" value={levels.slice(0, i + 1).join(' > ')} text={level} />
        </span>
      ))}
    </nav>
  );
}

function ValueLink({ name, value, text = value }: { name: string; value: string; text?: string }) {
  return (
    <button
      type="button"
      class="value-link"
      onClick={() => {
        askAnew({ filters: [`${name}=${value}`] });
      }}
    >
      {text}
    </button>
  );
}

/** A catalog may say anything: only web addresses become links. */
function isWebAddress(url: string): boolean {
  return /^https?:\/\//iu.test(url);
}
