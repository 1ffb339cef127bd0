import { useEffect, useState } from 'preact/hooks';

export interface Answered<Value> {
  /** The last answer, also while a newer one is asked for. */
  readonly value: Value | undefined;
  readonly error: unknown;
  readonly again: () => void;
}

interface UseAnswerOptions {
  /** Asks again after this time, as long as the page is looked at. */
  readonly everyMs?: number;
}

/**
 * Asks the service, and asks again when what it depends on changes. An answer of something else is forgotten at once.
 * @param key what the question depends on
 */
export function useAnswer<Value>(
  key: string,
  ask: (signal: AbortSignal) => Promise<Value>,
  { everyMs }: UseAnswerOptions = {},
): Answered<Value> {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly value?: Value; readonly error?: unknown }>();
  const [round, setRound] = useState(0);
  const again = (): void => {
    setRound((last) => last + 1);
  };
  useEffect(() => {
    const controller = new AbortController();
    ask(controller.signal).then(
      (value) => {
        if (!controller.signal.aborted) setAnswer({ key, value });
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setAnswer({ key, error });
      },
    );
    const askIfSeen = (): void => {
      if (!document.hidden) again();
    };
    const timer = everyMs === undefined ? 0 : setInterval(askIfSeen, everyMs);
    return () => {
      controller.abort();
      clearInterval(timer);
    };
  }, [key, round]);
  const isCurrent = answer?.key === key;
  return { value: isCurrent ? answer.value : undefined, error: isCurrent ? answer.error : undefined, again };
}
