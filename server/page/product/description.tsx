import { useState } from 'preact/hooks';
import { descriptionBlocks } from './description-blocks.js';

/** So much of a text is shown at once. */
const LONG = 480;
const MANY_LINES = 10;

/** A product's text in its paragraphs and lists: the beginning of a long one, and the rest for who wants it. */
export function Description({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false);
  const isLong = text.length > LONG || text.split('\n').length > MANY_LINES;
  return (
    <div>
      <div class={isLong && !isWhole ? 'description cut' : 'description'}>
        {descriptionBlocks(text).map(({ kind, lines }, i) =>
          kind === 'paragraph' ? (
            <p key={i}>{lines.join('\n')}</p>
          ) : (
            <ul key={i}>
              {lines.map((line, j) => (
                <li key={j}>{line}</li>
              ))}
            </ul>
          ),
        )}
      </div>
      {isLong && (
        <button
          type="button"
          class="text-button small"
          aria-expanded={isWhole}
          onClick={() => {
            setWhole(!isWhole);
          }}
        >
          {isWhole ? 'Less' : 'Read all'}
        </button>
      )}
    </div>
  );
}
