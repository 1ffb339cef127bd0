import { filterLabel, filterName } from '../address/filters.js';
import { go, shop } from '../address/navigation.js';
import { readableName } from '../design/words.js';
import { Icon } from '../design/icons.js';

/** No product at all: says which part of the question can be given up. */
export function EmptyAnswer() {
  const { words, photo, like, filters } = shop.value;
  const hasFilters = filters.length > 0;
  return (
    <div class="empty-answer">
      <h2>{hasFilters ? 'No product meets all of this' : 'Nothing like this here'}</h2>
      <p class="quiet">
        {hasFilters
          ? 'Take one of the conditions away:'
          : 'Try fewer or more common words, a category such as “shoes”, or a picture of what you look for.'}
      </p>
      <ul class="chips">
        {filters.map((filter) => (
          <li key={filter}>
            <button
              type="button"
              class="chip"
              onClick={() => {
                go({ filters: filters.filter((other) => other !== filter) });
              }}
            >
              <span>
                {readableName(filterName(filter))}: {filterLabel(filter)}
              </span>
              <Icon name="close" small />
            </button>
          </li>
        ))}
        {words !== '' && (photo !== undefined || like !== undefined || hasFilters) && (
          <li>
            <button
              type="button"
              class="chip"
              onClick={() => {
                go({ words: '' });
              }}
            >
              <span>“{words}”</span>
              <Icon name="close" small />
            </button>
          </li>
        )}
      </ul>
    </div>
  );
}
