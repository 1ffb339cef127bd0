import { useEffect, useState } from 'preact/hooks';
import { go, shop } from '../address/navigation.js';
import { optionsOf, type SuggestionOption } from './suggestion-options.js';
import { forgetSearch, recentSearches, reloadSearches, rememberSearch } from './recent-searches.js';
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
  /** Shows what was searched for before, where nothing is typed. */
  readonly open: () => void;
  readonly close: () => void;
  /** Empties the field, the search with it. */
  readonly clear: () => void;
}

/** The state of the search field; it follows the address, and changes it when a search is sent. */
export function useCombobox(): Combobox {
  const { words } = shop.value;
  const [text, setText] = useState(words);
  const [active, setActive] = useState(-1);
  const [isOpen, setOpen] = useState(false);
  const options = useOptions(text, isOpen);
  const isShown = isOpen && options.length > 0;
  useEffect(() => {
    setText(words);
  }, [words]);

  const edit = (typed: string): void => {
    setText(typed);
    setActive(-1);
    setOpen(true);
    if (typed === '') reloadSearches();
  };
  const submit = (wanted: string): void => {
    setOpen(false);
    setActive(-1);
    setText(wanted);
    send(wanted);
  };
  const choose = (option: SuggestionOption): void => {
    if (option.kind !== 'product') submit(option.text);
    else {
      setOpen(false);
      go({ product: option.id });
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const chosen = isShown ? options.at(active) : undefined;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && options.length > 0) {
      setOpen(true);
      setActive(stepped(isShown ? active : -1, step, options.length));
    } else if (isShown && event.key === 'Escape') setOpen(false);
    else if (active >= 0 && chosen !== undefined && event.key === 'Enter') choose(chosen);
    else if (active >= 0 && chosen?.kind === 'recent' && event.key === 'Delete') forgetSearch(chosen.text);
    else return;
    event.preventDefault();
  };
  const open = (): void => {
    if (text === '') edit('');
  };
  const close = (): void => {
    setOpen(false);
  };
  const clear = (): void => {
    submit('');
    edit('');
  };
  return { text, options, active, isShown, type: edit, submit, choose, onKeyDown, open, close, clear };
}

/** What is offered for a text: before anything is typed, what was searched for before. */
function useOptions(text: string, isOpen: boolean): readonly SuggestionOption[] {
  const suggested = optionsOf(useSuggestions(text, isOpen));
  if (text.trim() !== '') return suggested;
  return recentSearches.value.map((recent) => ({ kind: 'recent', text: recent }));
}

function send(wanted: string): void {
  const words = wanted.trim().slice(0, 400);
  rememberSearch(words);
  if (words !== shop.value.words || shop.value.product !== undefined) {
    go({ words, product: undefined, sort: 'relevance' });
  }
}

/** Round the list and past its ends to the typed text (-1). */
function stepped(active: number, step: number, count: number): number {
  return ((active + 1 + step + count + 1) % (count + 1)) - 1;
}
