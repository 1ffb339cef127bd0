import { useEffect, useRef, useState } from 'preact/hooks';
import type { ImportAnswer } from '../../../client/index.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { StudioLink } from '../frame/studio-link.js';
import { bytesText, percentText } from '../frame/words.js';
import { FORMATS } from '../jobs/job-order.js';
import './import.css';
import { PreviewView } from './preview-view.js';
import { sendCatalog } from './send-catalog.js';

/** Where a file is on its way into the catalog. */
type Phase =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'sending'; readonly file: File; readonly share: number }
  | { readonly kind: 'seen'; readonly answer: ImportAnswer };

/** A catalog team's way to import: choose a file, see what it would become, start. */
export function ImportView() {
  const [phase, setPhase] = useState<Phase>({ kind: 'choosing' });
  const [format, setFormat] = useState('auto');
  const [error, setError] = useState<unknown>();
  const sending = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => sending.current?.abort(), []);
  const send = (file: File): void => {
    const controller = new AbortController();
    sending.current = controller;
    setError(undefined);
    setPhase({ kind: 'sending', file, share: 0 });
    const onSent = (share: number): void => {
      setPhase({ kind: 'sending', file, share });
    };
    sendCatalog(file, { format, signal: controller.signal, onSent }).then(
      (answer) => {
        setPhase({ kind: 'seen', answer });
      },
      (reason: unknown) => {
        if (!controller.signal.aborted) setError(reason);
        setPhase({ kind: 'choosing' });
      },
    );
  };
  const startAgain = (): void => {
    setPhase({ kind: 'choosing' });
  };
  return (
    <div class="studio-page import">
      <h1>Import a catalog</h1>
      {phase.kind === 'choosing' && (
        <>
          <p class="lead quiet">
            A file of products: CSV, TSV, JSON lines, or an export of Shopify, WooCommerce or Google Merchant, also
            gzipped. Nothing changes in the catalog until you have seen what the file would become.
          </p>
          {error !== undefined && <ProblemNotice error={error} />}
          <FileChoice format={format} onFormat={setFormat} onFile={send} />
          <p class="small quiet">
            A file that lies on the machine of the service is imported by a{' '}
            <StudioLink view="jobs" parameters={{ kind: 'import' }}>
              job
            </StudioLink>
            .
          </p>
        </>
      )}
      {phase.kind === 'sending' && (
        <Sending file={phase.file} share={phase.share} onCancel={() => sending.current?.abort()} />
      )}
      {phase.kind === 'seen' && <PreviewView answer={phase.answer} format={format} onOther={startAgain} />}
    </div>
  );
}

interface FileChoiceProps {
  readonly format: string;
  readonly onFormat: (format: string) => void;
  readonly onFile: (file: File) => void;
}

function FileChoice({ format, onFormat, onFile }: FileChoiceProps) {
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null | undefined): void => {
    const file = files?.[0];
    if (file !== undefined) onFile(file);
  };
  return (
    <div class="file-choice">
      <label
        class={isOver ? 'drop-place corners over' : 'drop-place corners'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => {
          setOver(false);
        }}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer?.files);
        }}
      >
        <span class="drop-title">Choose a file, or drop it here</span>
        <input
          type="file"
          aria-label="Catalog file"
          accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,.xml,.gz"
          onChange={(event) => {
            take(event.currentTarget.files);
          }}
        />
      </label>
      <label class="labelled">
        <span>Format</span>
        <select
          class="field"
          name="format"
          value={format}
          onChange={(event) => {
            onFormat(event.currentTarget.value);
          }}
        >
          {FORMATS.map((name) => (
            <option key={name} value={name}>
              {name === 'auto' ? 'as the file looks' : name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function Sending({ file, share, onCancel }: { file: File; share: number; onCancel: () => void }) {
  const isSent = share >= 1;
  return (
    <div class="sending">
      <p role="status">
        {isSent ? 'Reading' : 'Sending'} {file.name}, {bytesText(file.size)}
      </p>
      <div class="job-progress">
        <progress
          aria-label={isSent ? 'Reading the file' : 'Sending the file'}
          max={1}
          value={isSent ? undefined : share}
        />
        <p class="small numbers">
          {isSent ? 'What an import would make of it is being found out.' : percentText(share)}
        </p>
      </div>
      <button type="button" class="button" onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}
