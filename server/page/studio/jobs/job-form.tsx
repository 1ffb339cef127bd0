import { useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { Job, JobBody } from '../../../requests/jobs.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { service } from '../../service.js';
import { useAnswer } from '../frame/use-answer.js';
import { StudioLink } from '../frame/studio-link.js';
import { FIELD_NAMES, JOB_NAMES } from '../frame/studio-text.js';
import { Tick } from '../frame/tick.js';
import { shortModel } from '../frame/words.js';
import { place } from '../studio-address.js';
import { EMPTY_ORDER, FORMATS, jobBodyOf, type OrderForm } from './job-order.js';

const KINDS: readonly (readonly [kind: JobBody['kind'], name: string, about: string])[] = [
  [
    'import',
    JOB_NAMES.import,
    'Reads products and their photos. What has not changed is passed over; bad rows stop nothing.',
  ],
  [
    'train',
    JOB_NAMES.train,
    'Learns from the catalog which words and photos belong together. Minutes to hours; it goes on after an interruption.',
  ],
  ['index', JOB_NAMES.index, 'Computes vectors of what is new or changed, and builds the indexes that search by them.'],
  ['build', JOB_NAMES.build, 'Trains and indexes as far as something has changed since the last time.'],
];

/** Orders a job: a kind, and the few options that are asked for every day. The command line has all of them. */
export function JobForm({ onStarted }: { onStarted: (job: Job) => void }) {
  const [form, setForm] = useState<OrderForm>(() => ({ ...EMPTY_ORDER, kind: kindInAddress() }));
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const change = (part: Partial<OrderForm>): void => {
    setForm((last) => ({ ...last, ...part }));
  };
  const start = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      onStarted(await service.startJob(jobBodyOf(form)));
    } catch (reason) {
      setError(reason);
    }
    setBusy(false);
  };
  return (
    <form
      class="job-form"
      aria-label="Start a job"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <KindChoice kind={form.kind} onChange={change} />
      <p class="small quiet">{KINDS.find(([kind]) => kind === form.kind)?.[2]}</p>
      {form.kind === 'import' && <ImportFields form={form} onChange={change} />}
      {form.kind === 'train' && <TrainFields form={form} onChange={change} />}
      {form.kind === 'index' && (
        <ModelField name={FIELD_NAMES['--model']} none="the one in use" form={form} onChange={change} />
      )}
      {error !== undefined && <ProblemNotice error={error} />}
      <button class="button main" disabled={isBusy}>
        {isBusy ? 'Starting …' : 'Start'}
      </button>
    </form>
  );
}

function kindInAddress(): JobBody['kind'] {
  const asked = place.value.parameters.kind;
  return KINDS.find(([kind]) => kind === asked)?.[0] ?? 'import';
}

interface FieldsProps {
  readonly form: OrderForm;
  readonly onChange: (part: Partial<OrderForm>) => void;
}

function KindChoice({ kind, onChange }: { kind: OrderForm['kind']; onChange: FieldsProps['onChange'] }) {
  return (
    <fieldset class="kinds">
      <legend class="unseen">What to do</legend>
      {KINDS.map(([value, name]) => (
        <label key={value}>
          <input
            type="radio"
            name="kind"
            value={value}
            checked={kind === value}
            onChange={() => {
              onChange({ kind: value });
            }}
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}

function ImportFields({ form, onChange }: FieldsProps) {
  return (
    <>
      <p class="small">
        A file of your own: <StudioLink view="import">send it, and see what it would become</StudioLink>.
      </p>
      <Labelled
        name="Files"
        help="On the machine of the service, one a line, in a folder that its operator has opened for jobs."
      >
        <textarea
          class="field"
          name="sources"
          rows={2}
          required
          placeholder="products.jsonl.gz"
          value={form.sources}
          onInput={(event) => {
            onChange({ sources: event.currentTarget.value });
          }}
        />
      </Labelled>
      <Labelled name="Format">
        <select
          class="field"
          name="format"
          value={form.format}
          onChange={(event) => {
            onChange({ format: event.currentTarget.value });
          }}
        >
          {FORMATS.map((format) => (
            <option key={format} value={format}>
              {format === 'auto' ? 'as the file looks' : format}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled name="Folder of the photos" help="If they do not lie beside the file.">
        <input
          class="field"
          name="photos"
          value={form.photos}
          onInput={(event) => {
            onChange({ photos: event.currentTarget.value });
          }}
        />
      </Labelled>
      <ImportTicks form={form} onChange={onChange} />
    </>
  );
}

/** What an import does besides reading products. */
function ImportTicks({ form, onChange }: FieldsProps) {
  return (
    <>
      <Tick
        name={FIELD_NAMES['--prune']}
        checked={form.prune}
        onChange={(prune) => {
          onChange({ prune });
        }}
      />
      {form.prune && (
        <Tick
          name={FIELD_NAMES['--prune-all']}
          checked={form.pruneAll}
          onChange={(pruneAll) => {
            onChange({ pruneAll });
          }}
        />
      )}
      <Tick
        name={FIELD_NAMES['--fetch-photos']}
        checked={form.fetchPhotos}
        onChange={(fetchPhotos) => {
          onChange({ fetchPhotos });
        }}
      />
      <Tick
        name={FIELD_NAMES['--main-product']}
        checked={form.mainProduct}
        onChange={(mainProduct) => {
          onChange({ mainProduct });
        }}
      />
    </>
  );
}

function TrainFields({ form, onChange }: FieldsProps) {
  return (
    <>
      <Labelled name="Recipe" help="default, small, reference, or a file.">
        <input
          class="field"
          name="recipe"
          list="recipes"
          value={form.recipe}
          onInput={(event) => {
            onChange({ recipe: event.currentTarget.value });
          }}
        />
        <datalist id="recipes">
          <option value="default" />
          <option value="small" />
          <option value="reference" />
        </datalist>
      </Labelled>
      <Labelled name="Epochs" help="Passes over the catalog; empty is what the recipe says.">
        <input
          class="field"
          name="epochs"
          type="number"
          min={1}
          max={1000}
          value={form.epochs}
          onInput={(event) => {
            onChange({ epochs: event.currentTarget.value });
          }}
        />
      </Labelled>
      <ModelField name={FIELD_NAMES['--from']} none="nothing: from the start" form={form} onChange={onChange} />
      <Tick
        name={FIELD_NAMES['--resume']}
        checked={form.resume}
        onChange={(resume) => {
          onChange({ resume });
        }}
      />
    </>
  );
}

function ModelField({ name, none, form, onChange }: FieldsProps & { name: string; none: string }) {
  const { value } = useAnswer('models', (signal) => service.models({ signal }));
  return (
    <Labelled name={name}>
      <select
        class="field"
        name="model"
        value={form.model}
        onChange={(event) => {
          onChange({ model: event.currentTarget.value });
        }}
      >
        <option value="">{none}</option>
        {(value?.models ?? []).map(({ id, kind, current }) => (
          <option key={id} value={id}>
            {shortModel(id)}
            {kind === 'shipped' ? ' (comes with Vitrine)' : ''}
            {current ? ' (in use)' : ''}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

function Labelled({ name, help, children }: { name: string; help?: string; children: ComponentChildren }) {
  return (
    <label class="labelled">
      <span>{name}</span>
      {children}
      {help !== undefined && <span class="small quiet">{help}</span>}
    </label>
  );
}
