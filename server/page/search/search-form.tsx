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
  useSlashKey(input);
  useHandedFocus(input);
  return (
    <search
      class="search"
      ref={place}
      onFocusOut={({ relatedTarget }) => {
        if (!isPartOfList(place.current, relatedTarget)) box.close();
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

/** The field and the list below it belong together: the focus may go from one to the other. */
function isPartOfList(place: HTMLElement | null, target: EventTarget | null): boolean {
  if (!(target instanceof Element) || place?.contains(target) !== true) return false;
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

/** Whether the focus was in the field of a form that has just gone. */
let isLeft = false;

function handFocus(input: HTMLInputElement | null): void {
  isHanded = true;
  input?.focus({ preventScroll: true });
  isHanded = false;
}

/** The first search leads from the field of the start page to the one above the results: the focus goes along. */
function useHandedFocus(input: { readonly current: HTMLInputElement | null }): void {
  useLayoutEffect(() => {
    const focused = document.activeElement;
    if (isLeft || (focused !== input.current && focused?.matches(FIELD) === true)) handFocus(input.current);
    isLeft = false;
    return () => {
      isLeft = document.activeElement === input.current;
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
