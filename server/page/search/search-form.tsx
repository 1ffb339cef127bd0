import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../design/icons.js';
import { photo } from '../photo/photo-state.js';
import { PhotoToken } from '../photo/photo-token.js';
import { PictureChooser } from '../photo/picture-chooser.js';
import { useCombobox, type Combobox } from './combobox.js';
import { SuggestionPanel } from './suggestion-list.js';

const LIST = 'suggestions';

/** Words with suggestions as one types, and a picture beside or instead of them. */
export function SearchForm() {
  const input = useRef<HTMLInputElement>(null);
  const place = useRef<HTMLElement>(null);
  const box = useCombobox();
  const isCleared = useRef(false);
  useSlashKey(input);
  useHandedFocus({ input, isCleared, onList: box.open });
  return (
    <search
      class="search"
      ref={place}
      onFocusOut={({ relatedTarget }) => {
        if (!(relatedTarget instanceof Node) || place.current?.contains(relatedTarget) !== true) box.close();
      }}
      onClickCapture={({ target }) => {
        if (target instanceof Element && !isPartOfList(target)) box.close();
      }}
    >
      <form
        action="/"
        onSubmit={(event) => {
          event.preventDefault();
          box.submit(box.text);
          // The keyboard on a screen would hide what was found; any other stays ready for the next words.
          if (TOUCH.matches) input.current?.blur();
        }}
      >
        <Icon name="search" />
        {photo.value !== undefined && <PhotoToken />}
        <WordField box={box} input={input} />
        {box.text !== '' && (
          <button
            type="button"
            class="icon-button"
            aria-label="Clear the words"
            onClick={() => {
              isCleared.current = true;
              box.clear();
              handFocus(input.current);
            }}
          >
            <Icon name="close" />
          </button>
        )}
        <PictureChooser />
      </form>
      {box.isShown && (
        <SuggestionPanel id={LIST} typed={box.text} options={box.options} active={box.active} onChoose={box.choose} />
      )}
    </search>
  );
}

const TOUCH = matchMedia('(hover: none) and (pointer: coarse)');

/** The focus may pass the other buttons on its way from the field to the list; whoever presses one of them wants no list. */
function isPartOfList(target: Element): boolean {
  return target.matches(FIELD) || target.closest('.suggestions') !== null;
}

interface WordFieldProps {
  readonly box: Combobox;
  readonly input: { current: HTMLInputElement | null };
}

/** The combobox pattern of ARIA 1.2: the focus stays in the field, aria-activedescendant names the line in the list. */
function WordField({ box, input }: WordFieldProps) {
  return (
    <input
      ref={input}
      name="q"
      type="text"
      role="combobox"
      aria-label="What are you looking for?"
      aria-expanded={box.isShown}
      aria-controls={box.isShown ? LIST : undefined}
      aria-autocomplete="list"
      aria-activedescendant={box.isShown && box.active >= 0 ? `${LIST}-${box.active}` : undefined}
      placeholder={photo.value === undefined ? 'Red summer dress' : 'Like this, but …'}
      autocomplete="off"
      autocapitalize="none"
      enterkeyhint="search"
      maxLength={400}
      value={box.text}
      onInput={(event) => {
        box.type(event.currentTarget.value);
      }}
      onKeyDown={box.onKeyDown}
      onFocus={() => {
        if (!isHanded) box.open();
      }}
    />
  );
}

const FIELD = 'input[role="combobox"]';

/** True while the page itself moves the focus: nobody has asked for a list then. */
let isHanded = false;

/** Where the focus was in a form that has just gone: in its field, and whether that was emptied just now. */
let left: 'field' | 'emptied' | undefined;

function handFocus(input: HTMLInputElement | null): void {
  isHanded = true;
  input?.focus({ preventScroll: true });
  isHanded = false;
}

interface HandedFocus {
  readonly input: { readonly current: HTMLInputElement | null };
  readonly isCleared: { readonly current: boolean };
  readonly onList: () => void;
}

/** A search leads from the field of the start page to the one above the results, and back: the focus goes along. */
function useHandedFocus({ input, isCleared, onList }: HandedFocus): void {
  useLayoutEffect(() => {
    const focused = document.activeElement;
    if (left !== undefined || (focused !== input.current && focused?.matches(FIELD) === true)) handFocus(input.current);
    if (left === 'emptied') onList();
    left = undefined;
    return () => {
      if (document.activeElement === input.current) left = isCleared.current ? 'emptied' : 'field';
    };
  }, []);
}

/** The slash key jumps to the search, as in many places; never while something is typed elsewhere. */
function useSlashKey(input: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const busy = 'input, select, textarea, dialog';
      const isTyping = event.target instanceof Element && event.target.closest(busy) !== null;
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('keydown', onKey);
    };
  }, []);
}
