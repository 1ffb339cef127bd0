import { wholeNumber } from '../../design/words.js';
import { categoryName } from './map-points.js';
import type { MapModel } from './map-model.js';
import { cssColor, type Rgb } from './palette.js';

/** The categories, the largest first; each is a switch. */
export function MapLegend({ model, colors }: { model: MapModel; colors: readonly Rgb[] }) {
  const { hidden, points } = model;
  const all = points.categories.map((_, category) => category);
  const toggle = (category: number): void => {
    const next = new Set(hidden.value);
    if (!next.delete(category)) next.add(category);
    hidden.value = next;
  };
  return (
    <section class="map-legend" aria-labelledby="legend">
      <header>
        <h2 id="legend">Categories</h2>
        <span class="small">
          <button
            type="button"
            class="text-button"
            onClick={() => {
              hidden.value = new Set();
            }}
          >
            All
          </button>{' '}
          <button
            type="button"
            class="text-button"
            onClick={() => {
              hidden.value = new Set(all);
            }}
          >
            None
          </button>
        </span>
      </header>
      <ul>
        {points.categories.map(({ name, count }, category) => (
          <li key={name}>
            <button
              type="button"
              class="legend-entry"
              aria-pressed={!hidden.value.has(category)}
              title={name}
              onClick={() => {
                toggle(category);
              }}
            >
              <span class="swatch" style={{ background: cssColor(colors[category]) }} />
              <span class="legend-name">{categoryName(name)}</span>
              <span class="small quiet numbers">{wholeNumber(count)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
