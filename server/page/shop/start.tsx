import { useEffect, useState } from 'preact/hooks';
import type { Hit } from '../../requests/search.js';
import { addressOf, go } from '../address/navigation.js';
import { ShopLink } from '../address/shop-link.js';
import { counted, wholeNumber } from '../design/words.js';
import { Picture } from '../design/picture.js';
import { catalogFacets, catalogTotal } from '../facets/facet-state.js';
import { SearchForm } from '../search/search-form.js';
import { service } from '../service.js';

const TILES = 8;

/** Before anything is searched: what one can do here, and the departments. */
export function Start() {
  const departments = departmentsOf();
  return (
    <div class="start">
      <section class="hero">
        <h1>Find it by word, by picture, or both.</h1>
        <SearchForm />
        <p class="quiet for-mouse">
          Drop or paste a picture anywhere on this page: a street photo, a screenshot, a thing you own. Then say what
          should differ.
        </p>
        <p class="quiet for-touch">
          Take or choose a picture with the camera: a street photo, a screenshot, a thing you own. Then say what should
          differ.
        </p>
      </section>
      {departments.length > 0 && (
        <section aria-labelledby="departments">
          <div class="section-line">
            <h2 id="departments">Look around</h2>
            {catalogTotal.value !== undefined && (
              <span class="quiet numbers">{counted(catalogTotal.value, 'product', 'products')}</span>
            )}
          </div>
          <ul class="departments">
            {departments.map((department) => (
              <li key={department.value}>
                <Department {...department} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** A product of each department, asked for once. */
const faces = new Map<string, Promise<Hit | undefined>>();

function faceOf({ value, count }: { value: string; count: number }): Promise<Hit | undefined> {
  const known = faces.get(value);
  if (known !== undefined) return known;
  const query = { filters: [`category=${value}`], limit: 1, offset: Math.floor(count / 3) };
  const asked = service.search(query).then(
    ({ hits }) => hits[0],
    () => void faces.delete(value),
  );
  faces.set(value, asked);
  return asked;
}

/** The second level of the categories where there is one: 'Topwear' says more than 'Apparel'. */
function departmentsOf(): { value: string; count: number }[] {
  const values = catalogFacets.value.find(({ name }) => name === 'category')?.values ?? [];
  const level = (value: string): number => value.split('>').length;
  const second = values.filter(({ value }) => level(value) === 2);
  const shown = second.length >= 3 ? second : values.filter(({ value }) => level(value) === 1);
  return shown.slice(0, TILES);
}

function Department({ value, count }: { value: string; count: number }) {
  const [hit, setHit] = useState<Hit>();
  const filter = `category=${value}`;
  useEffect(() => {
    let isShown = true;
    void faceOf({ value, count }).then((face) => {
      if (isShown) setHit(face);
    });
    return () => {
      isShown = false;
    };
  }, [value]);
  return (
    <ShopLink
      class="department"
      href={addressOf({ filters: [filter] })}
      onGo={() => {
        go({ filters: [filter] });
      }}
    >
      {hit === undefined ? (
        <span class="plate waiting" />
      ) : (
        <Picture photo={hit.photo} alt="" sizes="(min-width: 60rem) 9.5rem, (min-width: 30rem) 22vw, 29vw" />
      )}
      <span class="label">
        <span>{value.split('>').at(-1)?.trim()}</span>
        <span class="quiet numbers">{wholeNumber(count)}</span>
      </span>
    </ShopLink>
  );
}
