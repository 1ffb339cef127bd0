import { useEffect, useState } from 'preact/hooks';
import type { Hit } from '../../requests/search.js';
import { go } from '../address/navigation.js';
import { counted } from '../design/words.js';
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
        <p class="quiet">
          Drop, paste or take a picture anywhere on this page: a street photo, a screenshot, a thing you own. Then say
          what should differ.
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
    const controller = new AbortController();
    service
      .search({ filters: [filter], limit: 1, offset: Math.floor(count / 3) }, { signal: controller.signal })
      .then(({ hits }) => {
        setHit(hits[0]);
      })
      .catch(() => undefined);
    return () => {
      controller.abort();
    };
  }, [filter]);
  return (
    <button
      type="button"
      class="department"
      onClick={() => {
        go({ filters: [filter] });
      }}
    >
      {hit === undefined ? (
        <span class="plate waiting" />
      ) : (
        <Picture photo={hit.photo} alt="" sizes="(min-width: 60rem) 18vw, 45vw" />
      )}
      <span class="label">
        {value.split('>').at(-1)?.trim()} <span class="quiet numbers">{count.toLocaleString('en')}</span>
      </span>
    </button>
  );
}
