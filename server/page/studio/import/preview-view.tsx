import { useEffect, useRef, useState } from 'preact/hooks';
import type { ImportAnswer, ImportPreview } from '../../../client/index.js';
import { counted, readableName, wholeNumber } from '../../design/words.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { service } from '../../service.js';
import { FIELD_NAMES, studioText } from '../frame/studio-text.js';
import { bytesText, sentenceText } from '../frame/words.js';
import { Tick } from '../frame/tick.js';
import { visit } from '../studio-address.js';
import { ProblemList } from './import-problems.js';
import { importBody, imagesOf, productFacts, sortedColumns, ticksFor } from './import-order.js';

interface PreviewViewProps {
  readonly answer: ImportAnswer;
  readonly format: string;
  /** Another file is wanted. */
  readonly onOther: () => void;
}

/** What a file would become: counts, columns, problems, the first products; and the button that makes it so. */
export function PreviewView({ answer: { upload, preview }, format, onOther }: PreviewViewProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <div class="preview">
      <section aria-labelledby="preview" class="preview-head">
        <h2 id="preview" ref={heading} tabIndex={-1}>
          {upload.name}
        </h2>
        <p class="small quiet numbers">{bytesText(upload.bytes)}</p>
        <Counts preview={preview} />
        {preview.warnings.length > 0 && (
          <ul class="doubts">
            {preview.warnings.map(({ code, text }) => (
              <li key={code}>{sentenceText(studioText(text))}</li>
            ))}
          </ul>
        )}
      </section>
      <StartForm upload={upload.id} preview={preview} format={format} onOther={onOther} />
      <Columns columns={preview.columns} />
      {preview.problems.length > 0 && (
        <section aria-labelledby="problems">
          <h2 id="problems">Problems</h2>
          {preview.refused + preview.problems.length > 2 * preview.problems.length && (
            <p class="small quiet">The first {wholeNumber(preview.problems.length)}.</p>
          )}
          <ProblemList problems={preview.problems} />
        </section>
      )}
      <section aria-labelledby="first">
        <h2 id="first">The first products, as they would be</h2>
        <ul class="first-products">
          {preview.first.map((product) => (
            <li key={product.id}>
              <FirstProduct product={product} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Counts({ preview: { read, refused, notPublished } }: { preview: ImportPreview }) {
  const counts: readonly (readonly [name: string, count: number])[] = [
    ['Rows', read],
    ['Go in', read - refused - notPublished],
    ['Refused', refused],
    ['Not for sale', notPublished],
  ];
  return (
    <dl class="counts numbers">
      {counts.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{wholeNumber(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

interface StartFormProps extends PreviewViewProps {
  readonly upload: string;
  readonly preview: ImportPreview;
}

function StartForm({ upload, preview, format, onOther }: Omit<StartFormProps, 'answer'>) {
  const [ticks, setTicks] = useState(() => ticksFor(preview));
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const count = preview.read - preview.refused - preview.notPublished;
  const start = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      const job = await service.startJob(importBody(upload, format, ticks));
      if (ticks.index) await service.startJob({ kind: 'index', options: {} }); // jobs run one after the other
      visit({ view: 'jobs', id: job.id });
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  };
  const tick = (name: keyof typeof ticks, label: string) => (
    <Tick
      name={label}
      checked={ticks[name]}
      onChange={(checked) => {
        setTicks((last) => ({ ...last, [name]: checked }));
      }}
    />
  );
  return (
    <form
      class="start-import"
      aria-label="Start the import"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      {tick('index', 'Index afterwards, so that photos and likeness find the products as well')}
      {tick('fetchPhotos', FIELD_NAMES['--fetch-photos'])}
      {tick('prune', 'Remove products that the file does not name')}
      {ticks.prune && tick('pruneAll', FIELD_NAMES['--prune-all'])}
      {tick('mainProduct', FIELD_NAMES['--main-product'])}
      {error !== undefined && <ProblemNotice error={error} />}
      <div class="actions">
        <button class="button main" disabled={isBusy || count === 0}>
          {isBusy ? 'Starting …' : `Import ${counted(count, 'product', 'products')}`}
        </button>
        <button type="button" class="button" disabled={isBusy} onClick={onOther}>
          Another file
        </button>
      </div>
    </form>
  );
}

function Columns({ columns }: { columns: ImportPreview['columns'] }) {
  const { fields, attributes } = sortedColumns(columns);
  if (fields.length + attributes.length === 0) return null;
  return (
    <section aria-labelledby="columns">
      <h2 id="columns">Columns</h2>
      <table class="columns-table">
        <thead>
          <tr>
            <th scope="col">Column of the file</th>
            <th scope="col">Taken for</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(([field, column]) => (
            <tr key={column}>
              <th scope="row">{column}</th>
              <td>{readableName(field)}</td>
            </tr>
          ))}
          {attributes.length > 0 && (
            <tr>
              <th scope="row">{attributes.join(', ')}</th>
              <td>{counted(attributes.length, 'attribute', 'attributes')} by that name</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

function FirstProduct({ product }: { product: ImportPreview['first'][number] }) {
  const [image] = imagesOf(product);
  const [isSeen, setSeen] = useState(true);
  return (
    <article class="first-product">
      {image !== undefined && /^https:/i.test(image) && isSeen && (
        <img
          src={image}
          alt=""
          loading="lazy"
          onError={() => {
            setSeen(false);
          }}
        />
      )}
      <h3>{product.title}</h3>
      <dl>
        {productFacts(product).map(([name, value]) => (
          <div key={name}>
            <dt>{readableName(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {image !== undefined && (
          <div>
            <dt>Photo</dt>
            <dd>{image}</dd>
          </div>
        )}
      </dl>
    </article>
  );
}
