import type { PreparedQuery } from './candidates.js';
import type { ParsedQuery } from './query.js';
import type { SearchIndex } from './search-index.js';

/** What has been left out of an answer, or may be wrong with it, in whole sentences: nothing is left out in silence. */
export function warningsOf(
  index: SearchIndex,
  asked: ParsedQuery,
  { prepared, problems = [] }: { readonly prepared: PreparedQuery; readonly problems?: readonly string[] | undefined },
): string[] {
  const hasPicture = asked.photo !== undefined || asked.like !== undefined;
  if (!hasPicture && asked.words === '') return [];
  const isCompared = prepared.text !== undefined || prepared.image !== undefined;
  const left = hasPicture ? leftOutOfPhoto(asked, prepared) : leftOutOfWords(index, asked, isCompared);
  return [...problems, ...left, ...(isCompared ? behind(index) : [])];
}

function leftOutOfWords(index: SearchIndex, { modes }: ParsedQuery, isCompared: boolean): string[] {
  if (isCompared || !(modes.has('text') || modes.has('image'))) return [];
  if (index.encoder !== undefined && !index.space.knowsWords) {
    return [
      "Only words were compared: the model does not know the words of this catalog ('vitrine train' makes one that does).",
    ];
  }
  return index.encoder === undefined
    ? ["Only words were compared: no model has embedded this catalog yet ('vitrine index')."]
    : ['Only words were compared: the model knows none of those in the query.'];
}

function leftOutOfPhoto({ modes, areChosen, words, like }: ParsedQuery, prepared: PreparedQuery): string[] {
  const warnings: string[] = [];
  if (areChosen && modes.has('words') && words === '') warnings.push('Words were not compared: the query has none.');
  if (like === undefined) return warnings;
  if (modes.has('image') && prepared.image === undefined) {
    warnings.push(`Photos were not compared: product '${like}' has no vector of a photo.`);
  }
  if (modes.has('text') && prepared.text === undefined) {
    warnings.push(`Texts were not compared: product '${like}' has no vector of its text.`);
  }
  return warnings;
}

function behind({ space }: SearchIndex): string[] {
  const { withoutVectors: count } = space;
  if (count === 0) return [];
  const who = count === 1 ? 'One product has no vectors yet and was' : `${count} products have no vectors yet and were`;
  return [`${who} compared by words alone ('vitrine index' makes them).`];
}
