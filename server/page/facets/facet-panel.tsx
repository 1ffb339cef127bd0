import { useEffect, useRef, useState } from 'preact/hooks';
import type { Facet } from '../../requests/facets.js';
import { go, shop } from '../address/navigation.js';
import { Icon } from '../design/icons.js';
import { counted, readableName } from '../design/words.js';
import { outdated, results } from '../search/search-state.js';
import { CategoryFacet } from './category-facet.js';
import { ColorFacet } from './color-facet.js';
import { PriceFacet } from './price-facet.js';
import { ValueFacet } from './value-facet.js';

/** The order in which shoppers narrow; what is not named follows as the service gives it. */
const ORDER = ['category', 'color', 'price', 'gender', 'brand'];

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
  const { filters } = shop.value;
  const rank = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return [...(results.value?.alternatives ?? [])]
    .filter(({ name, values, minimum, maximum }) => {
      const isChosen = filters.some((filter) => filter.startsWith(name));
      return isChosen || (name === 'price' ? minimum !== maximum : values.length > 1);
    })
    .sort((a, b) => rank(a.name) - rank(b.name));
}

function FacetList({ facets }: { facets: readonly Facet[] }) {
  return (
    <div class="facets">
      {facets.map((facet, i) => (
        <details key={facet.name} open={i < 5}>
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
