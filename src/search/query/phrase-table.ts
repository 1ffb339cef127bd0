import { lexemesOf, type Lexeme } from './lexemes.js';

/** Phrases with what each means; asked for the longest one that begins at a lexeme. */
export interface PhraseTable<Meaning> {
  readonly byFirst: ReadonlyMap<string, readonly { readonly texts: readonly string[]; readonly meaning: Meaning }[]>;
}

/** A phrase that was found. */
export interface FoundPhrase<Meaning> {
  readonly meaning: Meaning;
  /** The lexeme after its last one. */
  readonly end: number;
}

/** @param entries phrases parted by commas, with their meaning */
export function phraseTable<Meaning>(
  entries: readonly (readonly [phrases: string, meaning: Meaning])[],
): PhraseTable<Meaning> {
  const byFirst = new Map<string, { texts: readonly string[]; meaning: Meaning }[]>();
  for (const [phrases, meaning] of entries) {
    for (const phrase of phrases.split(',')) {
      const texts = lexemesOf(phrase).map(({ text }) => text);
      byFirst.set(texts[0], [...(byFirst.get(texts[0]) ?? []), { texts, meaning }]);
    }
  }
  for (const some of byFirst.values()) some.sort((a, b) => b.texts.length - a.texts.length);
  return { byFirst };
}

/** The longest phrase of a table whose first lexeme is the one at `from`. */
export function phraseAt<Meaning>(
  table: PhraseTable<Meaning>,
  lexemes: readonly Lexeme[],
  from: number,
): FoundPhrase<Meaning> | undefined {
  const first = lexemes.at(from);
  if (first === undefined || from < 0) return undefined;
  const found = table.byFirst
    .get(first.text)
    ?.find(({ texts }) => texts.every((text, i) => lexemes.at(from + i)?.text === text));
  return found && { meaning: found.meaning, end: from + found.texts.length };
}
