import { Icon } from '../design/icons.js';
import { Picture } from '../design/picture.js';
import { wholeNumber } from '../design/words.js';
import type { SuggestionOption } from './suggestion-options.js';

interface SuggestionListProps {
  readonly id: string;
  readonly typed: string;
  readonly options: readonly SuggestionOption[];
  /** The line that Enter would take; -1 for the typed text. */
  readonly active: number;
  readonly onChoose: (option: SuggestionOption) => void;
}

export function SuggestionList({ id, typed, options, active, onChoose }: SuggestionListProps) {
  return (
    <ul class="suggestions" id={id} role="listbox" aria-label="Suggestions">
      {options.map((option, i) => (
        <li
          key={`${option.kind} ${option.text}`}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === active}
          class={option.kind}
          // The field keeps the focus: a press must not take it away before the click arrives.
          onMouseDown={(event) => {
            event.preventDefault();
          }}
          onClick={() => {
            onChoose(option);
          }}
        >
          <Line option={option} typed={typed} />
        </li>
      ))}
    </ul>
  );
}

function Line({ option, typed }: { option: SuggestionOption; typed: string }) {
  if (option.kind === 'correction') {
    return (
      <>
        <Icon name="check" small />
        <span>
          Did you mean <b>{option.text}</b>?
        </span>
      </>
    );
  }
  if (option.kind === 'product') {
    return (
      <>
        <Picture photo={option.photo} alt="" sizes="40px" />
        <span>{option.text}</span>
      </>
    );
  }
  const start = option.text.toLowerCase().startsWith(typed.trim().toLowerCase()) ? typed.trim().length : 0;
  return (
    <>
      <Icon name="search" small />
      <span>
        {option.text.slice(0, start)}
        <b>{option.text.slice(start)}</b>
      </span>
      <span class="quiet numbers">{wholeNumber(option.count)}</span>
    </>
  );
}
