import { useEffect, useRef, useState } from 'preact/hooks';
import type { Facet } from '../../requests/facets.js';
import { filterName } from '../address/filters.js';
import { go, shop } from '../address/navigation.js';
import { Icon } from '../design/icons.js';
import { counted, readableName } from '../design/words.js';
import { outdated, results } from '../search/search-state.js';
import { CategoryFacet } from './category-facet.js';
import { ColorFacet } from './color-facet.js';
import { PriceFacet } from './price-facet.js';
import { USUAL_FACETS } from './facet-state.js';
import { ValueFacet } from './value-facet.js';

/** Filters beside the hits, on screens that are wide enough. */
export function FacetPanel() {
  const isNarrow = useNarrow();
  const facets = shownFacets();
  if (isNarrow || facets.length === 0) return null;
  return (
    <section aria-labelledby="narrow-down">
      <h2 class="unseen" id="narrow-down">
        Narrow down
      </h2>
      <FacetList facets={facets} />
    </section>
  );
}

/** On narrow screens: a button that opens the filters as a sheet. */
export function FacetButton() {
  const isNarrow = useNarrow();
  const facets = shownFacets();
  return isNarrow && facets.length > 0 ? <FacetSheet facets={facets} /> : null;
}

const NARROW = matchMedia('(max-width: 59.99rem)');

function useNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(NARROW.matches);
  useEffect(() => {
    const onChange = (): void => {
      setNarrow(NARROW.matches);
    };
    NARROW.addEventListener('change', onChange);
    return () => {
      NARROW.removeEventListener('change', onChange);
    };
  }, []);
  return isNarrow;
}

/** A facet with one value narrows nothing, unless it is what was chosen. */
function shownFacets(): readonly Facet[] {
  const { alternatives = [], facets = [] } = results.value ?? {};
  const chosen = new Set(shop.value.filters.map(filterName));
  return inOrder([...alternatives, ...facets], chosen).filter(
    ({ name, values, minimum, maximum }) =>
      chosen.has(name) || (name === 'price' ? minimum !== maximum : values.length > 1),
  );
}

/** The usual ones, then what is chosen of others, then what tells most, as the service orders it. */
function inOrder(facets: readonly Facet[], chosen: ReadonlySet<string>): Facet[] {
  const rank = ({ name }: Facet): number => {
    if (USUAL_FACETS.includes(name)) return USUAL_FACETS.indexOf(name);
    return USUAL_FACETS.length + (chosen.has(name) ? 0 : 1);
  };
  return [...facets].sort((a, b) => rank(a) - rank(b));
}

/** Facets that are open from the beginning. */
const OPEN = 7;

function FacetList({ facets }: { facets: readonly Facet[] }) {
  return (
    <div class="facets">
      {facets.map((facet, i) => (
        <details key={facet.name} open={i < OPEN}>
          <summary>
            <h3>{readableName(facet.name)}</h3>
            <Icon name="down" small />
          </summary>
          <FacetBody facet={facet} />
        </details>
      ))}
    </div>
  );
}

function FacetBody({ facet }: { facet: Facet }) {
  if (facet.name === 'category') return <CategoryFacet facet={facet} />;
  if (facet.name === 'color') return <ColorFacet facet={facet} />;
  if (facet.name === 'price') return <PriceFacet facet={facet} />;
  return <ValueFacet facet={facet} />;
}

function FacetSheet({ facets }: { facets: readonly Facet[] }) {
  const sheet = useRef<HTMLDialogElement>(null);
  const chosen = shop.value.filters.length;
  return (
    <>
      <button
        type="button"
        class="button open-facets"
        onClick={() => {
          sheet.current?.showModal();
        }}
      >
        <Icon name="sliders" small /> Filters{chosen > 0 && <span class="badge numbers">{chosen}</span>}
      </button>
      <dialog
        class="sheet"
        ref={sheet}
        aria-label="Filters"
        onClick={(event) => {
          if (event.target === sheet.current) sheet.current?.close();
        }}
      >
        <SheetHead
          onClose={() => {
            sheet.current?.close();
          }}
        />
        <div class="sheet-body" tabIndex={0}>
          <FacetList facets={facets} />
        </div>
        <div class="sheet-foot">
          <button
            type="button"
            class="button main"
            onClick={() => {
              sheet.current?.close();
            }}
          >
            {outdated.value ? 'Counting …' : `Show ${counted(results.value?.total ?? 0, 'product', 'products')}`}
          </button>
        </div>
      </dialog>
    </>
  );
}

function SheetHead({ onClose }: { onClose: () => void }) {
  return (
    <div class="sheet-head">
      <h2>Filters</h2>
      {shop.value.filters.length > 0 && (
        <button
          type="button"
          class="text-button small"
          onClick={() => {
            go({ filters: [] });
          }}
        >
          Clear all
        </button>
      )}
      <button type="button" class="icon-button" aria-label="Close the filters" onClick={onClose}>
        <Icon name="close" />
      </button>
    </div>
  );
}
