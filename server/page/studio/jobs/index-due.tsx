import { useState } from 'preact/hooks';
import type { Job } from '../../../requests/jobs.js';
import { counted } from '../../design/words.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { service } from '../../service.js';
import { useAnswer } from '../frame/use-answer.js';

/** Says that products wait to be indexed, and indexes them; nothing when none do. */
export function IndexDue({ onStarted }: { onStarted: (job: Job) => void }) {
  const { value } = useAnswer('catalog', (signal) => service.catalog({ signal }));
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const unindexed = value?.unindexed ?? 0;
  if (unindexed === 0) return null;
  const start = (): void => {
    setBusy(true);
    setError(undefined);
    service
      .startJob({ kind: 'index', options: {} })
      .then(onStarted, setError)
      .finally(() => {
        setBusy(false);
      });
  };
  return (
    <div class="notice">
      <h4>Indexing is due</h4>
      <p>
        {counted(unindexed, 'product is', 'products are')} new or changed. Words find them already; photos and likeness
        do once they are indexed.
      </p>
      <div class="actions">
        <button type="button" class="button main" disabled={isBusy} onClick={start}>
          Index now
        </button>
      </div>
      {error !== undefined && <ProblemNotice error={error} />}
    </div>
  );
}
