import { useEffect, useState } from 'preact/hooks';
import { go, shop } from '../address/navigation.js';
import { optionsOf, type SuggestionOption } from './suggestion-options.js';
import { useSuggestions } from './suggestions.js';

/** What is typed, what is suggested for it, and which suggestion Enter would take. */
export interface Combobox {
  readonly text: string;
  readonly options: readonly SuggestionOption[];
  /** -1 for the typed text. */
  readonly active: number;
  readonly isShown: boolean;
  readonly type: (text: string) => void;
  readonly submit: (text: string) => void;
  readonly choose: (option: SuggestionOption) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly close: () => void;
}

/** The state of the search field; it follows the address, and changes it when a search is sent. */
export function useCombobox(): Combobox {
  const { words } = shop.value;
  const [text, setText] = useState(words);
  const [active, setActive] = useState(-1);
  const [isOpen, setOpen] = useState(false);
  const options = optionsOf(useSuggestions(text, isOpen));
  const isShown = isOpen && options.length > 0;
  useEffect(() => {
    setText(words);
  }, [words]);

  const submit = (wanted: string): void => {
    setOpen(false);
    setText(wanted);
    const trimmed = wanted.trim().slice(0, 400);
    if (trimmed !== words) go({ words: trimmed, product: undefined, sort: 'relevance' });
  };
  const choose = (option: SuggestionOption): void => {
    if (option.kind !== 'product') submit(option.text);
    else {
      setOpen(false);
      go({ product: option.id });
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const isMove = step !== undefined && options.length > 0;
    const isTaken = isMove || (isShown && (event.key === 'Escape' || (event.key === 'Enter' && active >= 0)));
    if (!isTaken) return;
    event.preventDefault();
    setOpen(event.key !== 'Escape');
    if (isMove) setActive(stepped(isShown ? active : -1, step, options.length));
    else if (event.key === 'Enter') choose(options[active]);
  };
  const type = (typed: string): void => {
    setText(typed);
    setActive(-1);
    setOpen(true);
  };
  const close = (): void => {
    setOpen(false);
  };
  return { text, options, active, isShown, type, submit, choose, onKeyDown, close };
}

/** Round the list and past its ends to the typed text (-1). */
function stepped(active: number, step: number, count: number): number {
  return ((active + 1 + step + count + 1) % (count + 1)) - 1;
}
