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
  /** Who reads it: operators read the service's own words, which shoppers could do nothing with. */
  readonly audience?: 'shopper' | 'operator';
}

/** What went wrong and what can be done about it. */
export function ProblemNotice({ error, onRetry, isRetrying = false, audience = 'operator' }: ProblemNoticeProps) {
  const { title, detail, remedy, requestId } = audience === 'shopper' ? toldShoppers(error) : told(error);
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

/** By the code of the problem: what a shopper can do about it. The service's own words are for those who run it. */
const SHOPPERS: Readonly<Record<string, Told>> = {
  'bad-photo': {
    title: 'This picture cannot be used',
    detail: 'It is damaged, or of a kind that the shop cannot read',
    remedy: 'Try another picture',
  },
  'not-found': {
    title: 'This product is not in the shop',
    detail: 'There is nothing to compare others with',
    remedy: 'Search by words or by a picture instead',
  },
  'not-ready': {
    title: 'The shop cannot search in this way',
    detail: 'It has nothing to compare pictures with yet',
    remedy: 'Search by words instead',
  },
};

const ASKED_WRONGLY: Told = {
  title: 'This cannot be searched for',
  detail: 'The shop does not know a part of what is asked for',
  remedy: 'Take a filter away, or search for something else',
};

const NOT_NOW: Told = {
  title: 'The shop cannot answer now',
  detail: 'It may have too much to do',
  remedy: 'Try again in a moment',
};

function toldShoppers(error: unknown): Told {
  if (!(error instanceof ProblemError) || error.status === 401) return told(error);
  const { code, requestId } = error.problem;
  const isPassing = error.status >= 500 || error.status === 429;
  return { ...(SHOPPERS[code] ?? (isPassing ? NOT_NOW : ASKED_WRONGLY)), requestId };
}

function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
