import type { CatalogAnswer } from '../../../requests/catalog.js';
import type { StatusAnswer } from '../../../requests/status.js';
import { ProblemError } from '../../../client/index.js';
import { counted, readableName, wholeNumber } from '../../design/words.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { service } from '../../service.js';
import { StudioLink } from '../frame/studio-link.js';
import { useAnswer } from '../frame/use-answer.js';
import { bytesText, durationText, percentText, shortModel } from '../frame/words.js';
import { ShareBar } from '../charts/share-bar.js';
import { IndexDue } from '../jobs/index-due.js';
import { visit } from '../studio-address.js';
import { NextStep } from './next-step.js';
import './overview.css';

const EVERY_MS = 10_000;

/** What is there, what is missing, and what answers. */
export function Overview() {
  const status = useAnswer('status', (signal) => service.status({ signal }), { everyMs: EVERY_MS });
  const catalog = useAnswer('catalog', (signal) => service.catalog({ signal }), { everyMs: 6 * EVERY_MS });
  const error: unknown = status.error ?? catalog.error;
  return (
    <div class="studio-page overview">
      <h1>The catalog</h1>
      {isNothingThere(error) ? (
        <NextStep step="import" />
      ) : (
        error !== undefined && (
          <ProblemNotice
            error={error}
            onRetry={() => {
              status.again();
              catalog.again();
            }}
          />
        )
      )}
      {error === undefined && <Figures catalog={catalog.value} status={status.value} />}
      {status.value?.model === null && status.value.products > 0 && <NextStep step="train" />}
      {catalog.value !== undefined && catalog.value.unindexed > 0 && status.value?.model != null && (
        <IndexDue
          onStarted={(job) => {
            visit({ view: 'jobs', id: job.id });
          }}
        />
      )}
      <div class="columns">
        {catalog.value !== undefined && <MissingFields catalog={catalog.value} />}
        {status.value !== undefined && <Answering status={status.value} />}
        {catalog.value !== undefined && <Disk disk={catalog.value.disk} />}
      </div>
    </div>
  );
}

function isNothingThere(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'not-ready';
}

interface FiguresProps {
  readonly catalog: CatalogAnswer | undefined;
  readonly status: StatusAnswer | undefined;
}

/** The four numbers that one looks for first. */
function Figures({ catalog, status }: FiguresProps) {
  const photos = catalog?.photos;
  const indexes = status?.indexes;
  const disk = catalog && Object.values(catalog.disk).reduce((sum, bytes) => sum + bytes, 0);
  return (
    <dl class="figures" aria-busy={catalog === undefined || status === undefined}>
      <Figure name="Products" value={status && wholeNumber(status.products)}>
        {photos &&
          (photos.productsWithout === 0
            ? 'each with a photo'
            : `${wholeNumber(photos.productsWithout)} without a photo`)}
      </Figure>
      <Figure name="Photos" value={photos && wholeNumber(photos.named)}>
        {photos && photosLine(photos)}
      </Figure>
      <Figure
        name="Recall of the indexes"
        value={status && (indexes == null ? 'none' : recallText(indexes.image.recallAt10, indexes.text.recallAt10))}
      >
        {status && (indexes == null ? 'search is by words alone' : 'of the exact ten nearest, found by the index')}
      </Figure>
      <Figure name="On the disk" value={disk === undefined ? undefined : bytesText(disk)}>
        {disk !== undefined && 'originals of photos are not counted'}
      </Figure>
    </dl>
  );
}

function Figure({ name, value, children }: { name: string; value: string | undefined; children?: unknown }) {
  return (
    <div class="figure">
      <dt>{name}</dt>
      <dd class="numbers">{value ?? <span class="studio-waiting figure-waiting" />}</dd>
      <dd class="small quiet">{children as string}</dd>
    </div>
  );
}

function photosLine({ missing, broken, refused }: CatalogAnswer['photos']): string {
  if (missing + broken + refused === 0) return 'all of them readable';
  const parts = [
    ...(missing > 0 ? [`${wholeNumber(missing)} not found`] : []),
    ...(broken > 0 ? [`${wholeNumber(broken)} unreadable`] : []),
    ...(refused > 0 ? [`${wholeNumber(refused)} outside of the folder of photos`] : []),
  ];
  return parts.join(', ');
}

function recallText(...recalls: (number | null)[]): string {
  const known = recalls.filter((recall) => recall !== null);
  return known.length === 0 ? 'exact' : percentText(Math.min(...known));
}

function MissingFields({ catalog: { fields, products } }: { catalog: CatalogAnswer }) {
  const sorted = [...fields].sort((a, b) => b.missing - a.missing);
  const isComplete = sorted.every(({ missing }) => missing === 0);
  return (
    <section aria-labelledby="missing">
      <h2 id="missing">What products say</h2>
      <p class="quiet small">
        {isComplete
          ? 'Every product says all of it.'
          : 'A field that is missing cannot be filtered by, and its words are not found.'}
      </p>
      <table class="bars">
        <thead class="unseen">
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Share of products that say it</th>
            <th scope="col">Products without it</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ name, missing }) => (
            <tr key={name}>
              <th scope="row">{readableName(name)}</th>
              <td class="bar">
                <ShareBar share={products === 0 ? 0 : 1 - missing / products} />
              </td>
              <td class="numbers quiet">{missing === 0 ? 'complete' : `${wholeNumber(missing)} without`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Answering({ status }: { status: StatusAnswer }) {
  const { model, engine, indexes, crews, version, uptimeSeconds } = status;
  const crew = ({ threads, busy, waiting }: (typeof crews)['search']): string =>
    `${counted(threads, 'thread', 'threads')}, ${busy} busy${waiting > 0 ? `, ${waiting} waiting` : ''}`;
  return (
    <section aria-labelledby="answering">
      <h2 id="answering">What answers</h2>
      <dl class="facts-list">
        <dt>Model</dt>
        <dd>
          {model === null ? (
            'none: words alone'
          ) : (
            <StudioLink view="models" id={model}>
              {shortModel(model)}
            </StudioLink>
          )}
        </dd>
        <dt>Engine</dt>
        <dd>{engineText(engine)}</dd>
        {indexes !== null &&
          (['image', 'text'] as const).map((side) => (
            <IndexFact
              key={side}
              name={side === 'image' ? 'Index of photos' : 'Index of texts'}
              index={indexes[side]}
            />
          ))}
        <dt>Searching</dt>
        <dd class="numbers">{crew(crews.search)}</dd>
        <dt>Looking at photos</dt>
        <dd class="numbers">{crew(crews.photo)}</dd>
        <dt>Service</dt>
        <dd class="numbers">
          version {version}, up for {durationText(uptimeSeconds)}
        </dd>
      </dl>
    </section>
  );
}

function IndexFact({ name, index }: { name: string; index: NonNullable<StatusAnswer['indexes']>['image'] }) {
  const kind = index.kind === 'hnsw' ? 'HNSW graph' : index.kind;
  return (
    <>
      <dt>{name}</dt>
      <dd class="numbers">
        {kind}, {wholeNumber(index.vectors)} vectors
        {index.recallAt10 !== null && `, recall@10 ${percentText(index.recallAt10)}`}
      </dd>
    </>
  );
}

function engineText(engine: StatusAnswer['engine']): string {
  if (engine === null) return 'not loaded until it is needed';
  const { name, backend, threads } = engine;
  const parts = [name, backend].filter((part) => typeof part === 'string');
  return typeof threads === 'number'
    ? `${parts.join(', ')}, ${counted(threads, 'thread', 'threads')}`
    : parts.join(', ');
}

const DISK_NAMES: Readonly<Record<keyof CatalogAnswer['disk'], string>> = {
  photos: 'Photos, small, for training',
  catalog: 'Products and words',
  indexes: 'Indexes',
  embeddings: 'Vectors',
  models: 'Models',
  rest: 'Reports and checkpoints',
};

function Disk({ disk }: { disk: CatalogAnswer['disk'] }) {
  const largest = Math.max(1, ...Object.values(disk));
  const parts = (Object.keys(DISK_NAMES) as (keyof CatalogAnswer['disk'])[]).sort((a, b) => disk[b] - disk[a]);
  return (
    <section aria-labelledby="disk">
      <h2 id="disk">On the disk</h2>
      <table class="bars">
        <thead class="unseen">
          <tr>
            <th scope="col">What</th>
            <th scope="col">Beside the largest</th>
            <th scope="col">Size</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part}>
              <th scope="row">{DISK_NAMES[part]}</th>
              <td class="bar">
                <ShareBar share={disk[part] / largest} />
              </td>
              <td class="numbers quiet">{bytesText(disk[part])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
