import { useState } from 'preact/hooks';
import type { Job } from '../../../requests/jobs.js';
import type { Model } from '../../../requests/models.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { service } from '../../service.js';
import { StudioLink } from '../frame/studio-link.js';
import { useAnswer } from '../frame/use-answer.js';
import { dateText, percentText, shortModel } from '../frame/words.js';
import { place } from '../studio-address.js';
import { ModelPage } from './model-page.js';
import { NextStep } from '../overview/next-step.js';
import './models.css';

/** The models of the workspace at the left, one of them at the right. */
export function ModelsView() {
  const { value, error, again } = useAnswer('models', (signal) => service.models({ signal }));
  const [job, setJob] = useState<Job>();
  const shown = place.value.id ?? value?.current ?? value?.models.at(0)?.id;
  const current = value?.models.find((model) => model.current);
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
                <ModelLink model={model} isShown={model.id === shown} />
              </li>
            ))}
          </ul>
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

function ModelLink({ model: { id, kind, current, created, card }, isShown }: { model: Model; isShown: boolean }) {
  const recall = recallOf(card);
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

function recallOf(card: Model['card']): number | undefined {
  const validation = card?.validation as Record<string, unknown> | undefined;
  const recall = validation?.['textToImage.recallAt10'];
  return typeof recall === 'number' ? recall : undefined;
}
