import { ProblemError, UnreachableError } from '../../client/index.js';
import { Icon } from './icons.js';

interface Told {
  readonly title: string;
  readonly detail: string;
  readonly remedy?: string | undefined;
  readonly requestId?: string | undefined;
}

interface ProblemNoticeProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** It is tried again anyway. */
  readonly isRetrying?: boolean;
}

/** What went wrong and what can be done about it, in the service's own words where it has any. */
export function ProblemNotice({ error, onRetry, isRetrying = false }: ProblemNoticeProps) {
  const { title, detail, remedy, requestId } = told(error);
  return (
    <div class="notice wrong" role="alert">
      <h2>{title}</h2>
      <p>{sentence(detail)}</p>
      {remedy !== undefined && <p>{sentence(remedy)}</p>}
      <div class="actions">
        {onRetry !== undefined && (
          <button type="button" class="button" onClick={onRetry}>
            <Icon name="retry" small /> Try again
          </button>
        )}
        {isRetrying && <span class="small quiet">It is tried again by itself.</span>}
        {requestId !== undefined && requestId !== '' && <span class="small quiet">Request {requestId}</span>}
      </div>
    </div>
  );
}

const KEY_WANTED: Told = { title: 'A key is needed', detail: 'It can be given at the top of this page' };

function told(error: unknown): Told {
  if (error instanceof ProblemError) return error.status === 401 ? KEY_WANTED : error.problem;
  if (error instanceof UnreachableError) {
    return navigator.onLine
      ? { title: 'The shop does not answer', detail: 'It may be starting again' }
      : {
          title: 'You are offline',
          detail: 'What is on this page stays',
          remedy: 'The search goes on by itself once you are connected again',
        };
  }
  return { title: 'Something went wrong', detail: error instanceof Error ? error.message : String(error) };
}

function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
