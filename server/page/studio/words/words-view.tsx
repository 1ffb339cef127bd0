import { useEffect, useState } from 'preact/hooks';
import type { WordsAnswer } from '../../../requests/words.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { Icon } from '../../design/icons.js';
import { service } from '../../service.js';
import { ShareBar } from '../charts/share-bar.js';
import { StudioLink } from '../frame/studio-link.js';
import { useAnswer } from '../frame/use-answer.js';
import { place, visit } from '../studio-address.js';
import './words.css';

const SHOWN = 20;
const EXAMPLE_FIELDS = ['color', 'category', 'usage', 'season'];

/** A word, and the words that the catalog uses most like it. */
export function WordsView() {
  const term = place.value.parameters.q?.trim() ?? '';
  return (
    <div class="studio-page words-view">
      <h1>Words</h1>
      <p class="lead quiet">
        What a word means in this catalog: the model has learned which words are used alike, from the texts of the
        products alone. The same neighbours help a search whose words no product uses.
      </p>
      <WordForm key={term} term={term} />
      {term === '' ? <Examples title="For a start" /> : <NearestWords key={term} term={term} />}
    </div>
  );
}

function WordForm({ term }: { term: string }) {
  const [typed, setTyped] = useState(term);
  return (
    <form
      class="word-form"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '') visit({ view: 'words', parameters: { q: typed.trim() } });
      }}
    >
      <label class="unseen" for="word">
        A word
      </label>
      <input
        id="word"
        class="field"
        type="search"
        maxLength={200}
        placeholder="A word, as: red"
        autocomplete="off"
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
      <button class="button main">Show its neighbours</button>
    </form>
  );
}

function NearestWords({ term }: { term: string }) {
  const { value, error, again } = useAnswer(term, (signal) => service.nearestWords(term, { limit: SHOWN, signal }));
  if (error !== undefined) return <ProblemNotice error={error} onRetry={again} />;
  if (value === undefined) return <WordsSkeleton />;
  if (!value.known) return <UnknownWord term={term} />;
  return <Neighbours answer={value} />;
}

function Neighbours({ answer: { term, nearest } }: { answer: WordsAnswer }) {
  return (
    <>
      <table class="bars neighbours">
        <caption>
          Used most like “{term}”
          <span class="quiet small">1 is the same use, 0 none in common. Choose a word to go on from there.</span>
        </caption>
        <thead class="unseen">
          <tr>
            <th scope="col">Word</th>
            <th scope="col">Bar</th>
            <th scope="col">Similarity</th>
          </tr>
        </thead>
        <tbody>
          {nearest.map(({ word, similarity }) => (
            <tr key={word}>
              <th scope="row">
                <StudioLink view="words" parameters={{ q: word }}>
                  {word}
                </StudioLink>
              </th>
              <td class="bar">
                <ShareBar share={similarity} />
              </td>
              <td class="numbers quiet">{similarity.toFixed(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <a href={`/?${new URLSearchParams({ q: term }).toString()}`}>
          Search the shop for “{term}” <Icon name="external" small />
        </a>
      </p>
    </>
  );
}

/** What the word may have been meant to be. */
function UnknownWord({ term }: { term: string }) {
  const { value } = useAnswer(term, (signal) => service.suggest(term, { limit: 8, signal }));
  const meant = [
    ...(value?.corrections ?? []).map(({ to }) => to),
    ...(value?.completions ?? []).map(({ text }) => text),
  ];
  return (
    <>
      <div class="notice" role="status">
        <h2>The model does not know “{term}”</h2>
        <p>
          No product says it, or too few do: a word must stand in some texts of the catalog before the model can learn
          how it is used.
        </p>
        {meant.length > 0 && (
          <div class="actions">
            <span>Perhaps</span>
            <WordChips words={[...new Set(meant)].slice(0, 8)} />
          </div>
        )}
      </div>
      <Examples title="Words that it knows" />
    </>
  );
}

/** Values that many products have are words that the model must have seen. */
function Examples({ title }: { title: string }) {
  const [words, setWords] = useState<readonly string[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    service
      .facets({}, { signal: controller.signal })
      .then(({ facets }) => {
        const found = EXAMPLE_FIELDS.flatMap((field) => facets.filter(({ name }) => name === field)).flatMap(
          ({ values }) => values.slice(0, 8).map(({ value }) => value.split('>').at(-1)?.trim().toLowerCase() ?? ''),
        );
        setWords([...new Set(found.filter((word) => /^\p{L}+$/u.test(word)))].slice(0, 16));
      })
      .catch(() => undefined);
    return () => {
      controller.abort();
    };
  }, []);
  if (words.length === 0) return null;
  return (
    <section class="examples" aria-labelledby="examples">
      <h2 id="examples">{title}</h2>
      <WordChips words={words} />
    </section>
  );
}

function WordChips({ words }: { words: readonly string[] }) {
  return (
    <ul class="chips">
      {words.map((word) => (
        <li key={word}>
          <StudioLink view="words" parameters={{ q: word }} class="chip word-chip">
            {word}
          </StudioLink>
        </li>
      ))}
    </ul>
  );
}

function WordsSkeleton() {
  return (
    <div class="words-skeleton">
      <p class="unseen" role="status">
        Looking for neighbours
      </p>
      {Array.from({ length: 8 }, (_, i) => (
        <span key={i} class="studio-waiting" />
      ))}
    </div>
  );
}
