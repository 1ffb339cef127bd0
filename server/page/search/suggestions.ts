import { useEffect, useState } from 'preact/hooks';
import type { SuggestAnswer } from '../../requests/suggest.js';
import { service } from '../service.js';

const PAUSE_MS = 90;

/** What the service suggests for a text; asked when typing pauses, and an older request is aborted. */
export function useSuggestions(text: string, isWanted: boolean): SuggestAnswer & { readonly typed: string } {
  const [answer, setAnswer] = useState<SuggestAnswer & { typed: string }>(NOTHING);
  const typed = text.trim();
  useEffect(() => {
    if (!isWanted || typed === '') {
      setAnswer(NOTHING);
      return;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => {
      service
        .suggest(typed, { limit: 6, signal: controller.signal })
        .then((suggested) => {
          setAnswer({ ...suggested, typed });
        })
        .catch(() => undefined);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [typed, isWanted]);
  return answer;
}

const NOTHING = { completions: [], corrections: [], products: [], typed: '' };
