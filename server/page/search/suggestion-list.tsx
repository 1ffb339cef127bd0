import { Icon } from '../design/icons.js';
import { Picture } from '../design/picture.js';
import { wholeNumber } from '../design/words.js';
import { forgetSearch, forgetSearches } from './recent-searches.js';
import type { SuggestionOption } from './suggestion-options.js';

interface SuggestionListProps {
  readonly id: string;
  readonly typed: string;
  readonly options: readonly SuggestionOption[];
  /** The line that Enter would take; -1 for the typed text. */
  readonly active: number;
  readonly onChoose: (option: SuggestionOption) => void;
}

/** The list under the field; beside what was searched for before stand the ways to forget it. */
export function SuggestionPanel(props: SuggestionListProps) {
  const hasRecent = props.options.some(({ kind }) => kind === 'recent');
  return (
    <div
      class={hasRecent ? 'suggestions recent-searches' : 'suggestions'}
      // The field keeps the focus: a press must not take it away before the click arrives.
      onMouseDown={(event) => {
        event.preventDefault();
      }}
    >
      <SuggestionList {...props} />
      {hasRecent && <Forgetting options={props.options} />}
    </div>
  );
}

function SuggestionList({ id, typed, options, active, onChoose }: SuggestionListProps) {
  return (
    <ul id={id} role="listbox" aria-label={options.at(0)?.kind === 'recent' ? 'Searched before' : 'Suggestions'}>
      {options.map((option, i) => (
        <li
          key={`${option.kind} ${option.text}`}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === active}
          class={option.kind}
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

/** A line of a list box may hold no buttons: they stand in a list of their own, line by line beside it. */
function Forgetting({ options }: Pick<SuggestionListProps, 'options'>) {
  return (
    <>
      <ul class="forgetting" aria-label="Forget searches">
        {options.map(({ text }) => (
          <li key={text}>
            <button
              type="button"
              class="icon-button"
              aria-label={`Forget “${text}”`}
              onClick={() => {
                forgetSearch(text);
              }}
            >
              <Icon name="close" small />
            </button>
          </li>
        ))}
      </ul>
      <p class="small quiet">
        Kept in this browser alone.{' '}
        <button type="button" class="text-button" onClick={forgetSearches}>
          Forget all
        </button>
      </p>
    </>
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
  if (option.kind === 'recent') {
    return (
      <>
        <Icon name="clock" small />
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
