import { useEffect, useState } from 'preact/hooks';
import type { Hit } from '../../requests/search.js';
import { HitCard } from '../results/hit-card.js';
import { service } from '../service.js';

/** Products like this one; without a model there are none, and nothing is said. */
export function SimilarProducts({ id }: { id: string }) {
  const [hits, setHits] = useState<readonly Hit[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    service
      .similar(id, { limit: 12, signal: controller.signal })
      .then((answer) => {
        setHits(answer.hits.filter((hit) => hit.id !== id));
      })
      .catch(() => undefined);
    return () => {
      controller.abort();
    };
  }, [id]);
  if (hits.length === 0) return null;
  return (
    <section class="similar" aria-labelledby="similar">
      <h2 id="similar">Similar products</h2>
      <ul class="grid">
        {hits.map((hit) => (
          <li key={hit.id}>
            <HitCard hit={hit} />
          </li>
        ))}
      </ul>
    </section>
  );
}
