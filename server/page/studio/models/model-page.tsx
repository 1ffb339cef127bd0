import { useState } from 'preact/hooks';
import type { Job } from '../../../requests/jobs.js';
import type { Model, ModelAnswer } from '../../../requests/models.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { readableName } from '../../design/words.js';
import { service } from '../../service.js';
import { JobView } from '../jobs/job-view.js';
import { LineChart } from '../charts/line-chart.js';
import { useAnswer } from '../frame/use-answer.js';
import { bytesText, dateText, durationText, numberText, shortModel } from '../frame/words.js';
import { curvesOf } from './curves.js';
import { measuredPlaces, type MeasuredPlace, type MeasureGroup } from './measured-places.js';

interface ModelPageProps {
  readonly id: string;
  /** The model that answers now. */
  readonly current: Model | undefined;
  /** The last switch that was ordered here. */
  readonly job: Job | undefined;
  readonly onJob: (job: Job) => void;
  readonly onSwitched: (job: Job) => void;
}

/** Everything that is known of one model. */
export function ModelPage({ id, current, job, onJob, onSwitched }: ModelPageProps) {
  const { value: model, error, again } = useAnswer(id, (signal) => service.model(id, { signal }));
  if (error !== undefined) return <ProblemNotice error={error} onRetry={again} />;
  if (model === undefined) {
    return (
      <div class="model" aria-busy="true">
        <p class="unseen" role="status">
          Loading the model
        </p>
        <span class="studio-waiting" />
      </div>
    );
  }
  return (
    <article class="model" aria-labelledby="model">
      <header class="model-head">
        <h2 id="model">
          Model {shortModel(model.id)} {model.id === current?.id && <span class="badge good">answers now</span>}
        </h2>
        {model.id !== current?.id && <SwitchButton model={model} current={current} onJob={onJob} />}
      </header>
      {job !== undefined && <JobView key={job.id} job={job} isOpen={false} onEnd={onSwitched} />}
      <CardFacts model={model} />
      <LearningCurves model={model} />
      <Measures model={model} />
      <Weaknesses card={model.card} />
      {model.card !== null && (
        <details>
          <summary>The whole card</summary>
          <pre tabIndex={0} role="region" aria-label="The card as JSON">
            {JSON.stringify({ ...model.card, history: undefined }, undefined, 2)}
          </pre>
        </details>
      )}
    </article>
  );
}

interface SwitchProps {
  readonly model: ModelAnswer;
  readonly current: Model | undefined;
  readonly onJob: (job: Job) => void;
}

/** Orders the job that changes to this model; for an older one that is the way back. */
function SwitchButton({ model, current, onJob }: SwitchProps) {
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const isOlder = (model.created ?? '') < (current?.created ?? '');
  return (
    <div class="switch">
      <button
        type="button"
        class="button main"
        disabled={isBusy}
        onClick={() => {
          setBusy(true);
          setError(undefined);
          service
            .useModel(model.id)
            .then(onJob, setError)
            .finally(() => {
              setBusy(false);
            });
        }}
      >
        {isOlder && model.kind === 'own' ? 'Go back to this one' : 'Answer by this one'}
      </button>
      <span class="small quiet">Searches go on by the other until this one is ready.</span>
      {error !== undefined && <ProblemNotice error={error} />}
    </div>
  );
}

function CardFacts({ model: { card, created, bytes, kind, history } }: { model: ModelAnswer }) {
  const seconds = history.reduce((sum, epoch) => sum + (epoch.seconds ?? 0), 0);
  const text = (name: string): string | undefined => {
    const value = card?.[name];
    return typeof value === 'string' ? value : typeof value === 'number' ? numberText(value) : undefined;
  };
  const facts: readonly (readonly [name: string, value: string | undefined])[] = [
    [
      'Trained',
      created === null ? undefined : `${dateText(created)}${seconds > 0 ? `, ${durationText(seconds)}` : ''}`,
    ],
    ['Learned from', text('data')],
    ['Licence', text('licence')],
    ['Epochs', text('epochs')],
    ['Parameters', text('parameters')],
    ['Image branch', text('image')],
    ['Trained by', text('engine')],
    ['On the disk', bytesText(bytes)],
    ['Kind', kind === 'shipped' ? 'comes with Vitrine' : 'trained in this workspace'],
  ];
  return (
    <dl class="facts-list">
      {facts.map(
        ([name, value]) =>
          value !== undefined && (
            <>
              <dt>{name}</dt>
              <dd class="numbers">{value}</dd>
            </>
          ),
      )}
    </dl>
  );
}

function LearningCurves({ model: { history } }: { model: ModelAnswer }) {
  const { epochs, losses, validation } = curvesOf(history);
  if (epochs.length === 0) {
    return <p class="quiet">This model keeps no learning curves: only those that are trained in the workspace do.</p>;
  }
  return (
    <section class="curves" aria-label="Learning curves">
      <LineChart
        title="Training: losses"
        about="Means of each epoch over what it learned from. Down is better."
        xName="Epoch"
        xs={epochs}
        series={losses}
        format={(value) => value.toFixed(value >= 10 ? 1 : 2)}
        tick={numberText}
      />
      {validation.length > 0 && (
        <LineChart
          title="Validation: found"
          about="Products of this catalog that were held back: how often the other half of one is found. Up is better."
          xName="Epoch"
          xs={epochs}
          series={validation}
          domain={[0, 1]}
          format={(value) => `${Math.round(100 * value)} %`}
        />
      )}
    </section>
  );
}

function Measures({ model }: { model: ModelAnswer }) {
  const places = measuredPlaces(model);
  if (places.length === 0) return null;
  return (
    <section class="measures" aria-labelledby="measures">
      <h3 id="measures">Measures</h3>
      <p class="quiet">
        Figures compare where they were measured on the same products, queries or photos. Those of two places do not.
      </p>
      {places.map((place, i) => (
        <Place key={place.title} place={place} isOpen={i === 0} />
      ))}
    </section>
  );
}

/** What came out at one place; the first stands open. */
function Place({ place: { title, extent, groups }, isOpen }: { place: MeasuredPlace; isOpen: boolean }) {
  return (
    <details class="measured-place" open={isOpen}>
      <summary>
        {title}
        {extent !== '' && <span class="small quiet numbers"> {extent}</span>}
      </summary>
      {groups.map((group) => (
        <MeasureTable key={group.title} {...group} />
      ))}
    </details>
  );
}

function MeasureTable({ title, measures }: MeasureGroup) {
  return (
    <table class="measure-table">
      <caption class={title === '' ? 'unseen' : undefined}>{title === '' ? 'Measures' : title}</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">Measure</th>
          <th scope="col">Value</th>
          <th scope="col">What it means</th>
        </tr>
      </thead>
      <tbody>
        {measures.map(({ name, value, meaning }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="numbers">{value}</td>
            <td class="small quiet">{meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Weaknesses({ card }: { card: Model['card'] }) {
  const weaknesses = card?.weaknesses;
  if (!Array.isArray(weaknesses) || weaknesses.length === 0) return null;
  return (
    <section aria-labelledby="weaknesses">
      <h3 id="weaknesses">{readableName('weaknesses')}</h3>
      <ul class="weaknesses">
        {weaknesses.map((weakness) => (
          <li key={String(weakness)}>{String(weakness)}</li>
        ))}
      </ul>
    </section>
  );
}
