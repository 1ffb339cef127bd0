import type { Results } from '../search/search-state.js';
import { HitCard } from './hit-card.js';

/** After everything that was asked for: what is near, but something else. It is counted nowhere and keeps its own order. */
export function RelatedProducts({ related, hits, total }: Results) {
  if (related.length === 0 || hits.length < total) return null;
  return (
    <section class="related" aria-labelledby="related">
      <h2 id="related">Not quite what you asked for, but near</h2>
      <ol class="grid">
        {related.map((hit) => (
          <li key={hit.id}>
            <HitCard hit={hit} />
          </li>
        ))}
      </ol>
    </section>
  );
}
