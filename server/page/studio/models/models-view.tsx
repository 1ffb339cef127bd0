import { useState } from 'preact/hooks';
import type { Job } from '../../../requests/jobs.js';
import type { Model } from '../../../requests/models.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { service } from '../../service.js';
import { StudioLink } from '../frame/studio-link.js';
import { useAnswer } from '../frame/use-answer.js';
import { counted } from '../../design/words.js';
import { dateText, percentText, shortModel } from '../frame/words.js';
import { place } from '../studio-address.js';
import { comparisonOf, type Comparison } from './comparable-models.js';
import { ModelPage } from './model-page.js';
import { NextStep } from '../overview/next-step.js';
import './models.css';

/** The models of the workspace at the left, one of them at the right. */
export function ModelsView() {
  const { value, error, again } = useAnswer('models', (signal) => service.models({ signal }));
  const [job, setJob] = useState<Job>();
  const shown = place.value.id ?? value?.current ?? value?.models.at(0)?.id;
  const current = value?.models.find((model) => model.current);
  const comparison = comparisonOf(value?.models ?? []);
  const isOwn = value?.models.some(({ kind }) => kind === 'own') === true;
  return (
    <div class="studio-page">
      <h1>Models</h1>
      {error !== undefined && <ProblemNotice error={error} onRetry={again} />}
      {value !== undefined && !isOwn && <NextStep step="own" />}
      <div class="models">
        <nav aria-label="Models">
          {value === undefined && error === undefined && <span class="studio-waiting" />}
          <ul>
            {(value?.models ?? []).map((model) => (
              <li key={model.id}>
                <ModelLink model={model} isShown={model.id === shown} comparison={comparison} />
              </li>
            ))}
          </ul>
          {comparison !== undefined && (
            <p class="small quiet">
              Shares: how often a product's photo is among the ten that its text finds, of the same{' '}
              {counted(comparison.products, 'product', 'products')} held back. A model without one was measured on
              others.
            </p>
          )}
        </nav>
        {shown !== undefined && (
          <ModelPage
            key={shown}
            id={shown}
            current={current}
            job={job}
            onJob={(started) => {
              setJob(started);
            }}
            onSwitched={(ended) => {
              setJob(ended.status === 'done' ? undefined : ended);
              again();
            }}
          />
        )}
      </div>
    </div>
  );
}

interface ModelLinkProps {
  readonly model: Model;
  readonly isShown: boolean;
  readonly comparison: Comparison | undefined;
}

function ModelLink({ model: { id, kind, current, created }, isShown, comparison }: ModelLinkProps) {
  const recall = comparison?.recallAt10.get(id);
  return (
    <StudioLink view="models" id={id} class="model-link" current={isShown ? 'true' : false}>
      <span class="model-name">
        {shortModel(id)} {current && <span class="badge good">answers</span>}
      </span>
      <span class="small quiet numbers">
        {kind === 'shipped' ? 'comes with Vitrine' : created !== null && dateText(created)}
      </span>
      {recall !== undefined && <span class="small quiet numbers">{percentText(recall)} among 10</span>}
    </StudioLink>
  );
}
