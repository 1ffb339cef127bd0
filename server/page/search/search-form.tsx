import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../design/icons.js';
import { photo } from '../photo/photo-state.js';
import { PhotoToken } from '../photo/photo-token.js';
import { PictureChooser } from '../photo/picture-chooser.js';
import { useCombobox, type Combobox } from './combobox.js';
import { SuggestionList } from './suggestion-list.js';

const LIST = 'suggestions';

/** Words with suggestions as one types, and a picture beside or instead of them. */
export function SearchForm() {
  const input = useRef<HTMLInputElement>(null);
  const box = useCombobox();
  useSlashKey(input);
  return (
    <search class="search">
      <form
        action="/"
        onSubmit={(event) => {
          event.preventDefault();
          box.submit(box.text);
          input.current?.blur();
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
              box.submit('');
              input.current?.focus();
            }}
          >
            <Icon name="close" />
          </button>
        )}
        <PictureChooser />
      </form>
      {box.isShown && (
        <SuggestionList id={LIST} typed={box.text} options={box.options} active={box.active} onChoose={box.choose} />
      )}
    </search>
  );
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
      onBlur={box.close}
    />
  );
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
