import { foldedValue } from '../../src/search/folded-value.js';
import { isProductField } from './formats/row.js';

/** What parts the values of a list that is written as one text. */
export const DIVIDERS = ['|', ';', ',', '/'] as const;
export type Divider = (typeof DIVIDERS)[number];

/** By which marks the texts of a field are to be parted: field or attribute -> marks; none for one that holds no list. */
export type Lists = Readonly<Record<string, readonly Divider[]>>;

/** The fields of a product that may have several values. */
const VALUE_FIELDS: ReadonlySet<string> = new Set(['color', 'gender', 'season', 'usage']);

/** Names that say by themselves that there are several. */
const PLURALS = new Set(
  (
    'tags keywords labels sizes colors colours materials fabrics styles occasions seasons flavors flavours scents ' +
    'genders finishes patterns'
  ).split(' '),
);

/** Feeds part colours by slashes, as Google asks for it. */
const COLORS = new Set(['color', 'colour', 'colors', 'colours']);

/** Values of one field that are remembered; the texts of a field with more are no lists of common values. */
const MOST_REMEMBERED = 2000;

/** Names of fields that are remembered: objects that have their ids as names have more. */
const MOST_NAMES = 5000;

/** A longer text is no list of a few values. */
const LONGEST_TEXT = 1000;

/** A longer part is a sentence: characters, words. */
const [LONGEST_PART, MOST_WORDS] = [40, 5];

/** Of the texts with a mark, how many must look like lists; of the parts, how many must be values elsewhere too. */
const [LEAST_SHAPED, LEAST_ESTABLISHED] = [0.8, 2 / 3];

/** What the texts of a field have between the marks of one divider. */
interface Compounds {
  /** Texts that look like a list, and their parts. */
  readonly lists: Map<string, readonly string[]>;
  /** Texts that do not. */
  readonly others: Set<string>;
}

/** What is known of one field. */
interface FieldNotes {
  readonly name: string;
  /** Texts that have been looked at. */
  readonly texts: Set<string>;
  /** Values that stand by themselves, in a text or a list of their own. */
  readonly alone: Set<string>;
  readonly compounds: Map<Divider, Compounds>;
  isEscaped: boolean;
}

/**
 * Finds out which fields of a source hold lists that are written as texts: 'S, M', 'Red/Blue'. A text alone cannot say
 * whether its comma is a divider ('Lenos, Basel', '1,2 m'), but a field can: where it holds a list, the parts of one text
 * are values of others, by themselves or in other company. A field whose name is a plural, or whose commas are partly
 * written '\,', says it outright; of a place ('Lyon, France') the first parts never come again.
 */
export class ListSurvey {
  private readonly fields = new Map<string, FieldNotes>();
  private readonly byName = new Map<string, FieldNotes>();

  /** Looks at a row before any is read. */
  note(row: ReadonlyMap<string, unknown>): void {
    for (const [name, value] of row) {
      if (name === 'attributes' && isObject(value)) {
        for (const [attribute, own] of Object.entries(value)) this.noteField(attribute, own);
      } else if (mayBeList(name)) this.noteField(name, value);
    }
  }

  /**
   * The fields that hold lists.
   * @param fields names of the source that are read as others: 'colour' -> 'color'
   */
  lists(fields: ReadonlyMap<string, string> = new Map()): Lists {
    const found: [string, Divider[]][] = [...this.fields.values()].map((notes) => [
      fields.get(notes.name) ?? notes.name,
      DIVIDERS.filter((divider) => isList(notes, divider)),
    ]);
    return Object.fromEntries(found.filter(([name, dividers]) => mayBeList(name) && dividers.length > 0));
  }

  private noteField(name: string, value: unknown): void {
    const notes = this.byName.get(name) ?? this.notesOf(name);
    if (notes === undefined) return;
    if (typeof value === 'string' && value.length <= LONGEST_TEXT) {
      if (notes.texts.has(value)) return;
      if (notes.texts.size < MOST_REMEMBERED) notes.texts.add(value);
    }
    const list = typeof value === 'string' ? jsonList(value) : value;
    if (Array.isArray(list)) for (const own of list as unknown[]) addAlone(notes, own);
    else if (typeof value === 'string') noteText(notes, value.trim());
    else addAlone(notes, value);
  }

  private notesOf(name: string): FieldNotes | undefined {
    const key = foldedValue(name);
    if (this.byName.size >= MOST_NAMES) return this.fields.get(key);
    const notes = this.fields.get(key) ?? {
      ...{ name, texts: new Set<string>(), alone: new Set<string>(), compounds: new Map<Divider, Compounds>() },
      isEscaped: false,
    };
    this.fields.set(key, notes);
    this.byName.set(name, notes);
    return notes;
  }
}

function noteText(notes: FieldNotes, text: string): void {
  if (text === '') return;
  notes.isEscaped ||= text.includes('\\,');
  let isWhole = true;
  for (const divider of DIVIDERS) {
    if (!text.includes(divider)) continue;
    const parts = text.length <= LONGEST_TEXT ? partsOf(text, [divider]) : [text, ''];
    if (parts.length < 2) continue;
    isWhole = false;
    const compounds = notes.compounds.get(divider) ?? { lists: new Map<string, string[]>(), others: new Set<string>() };
    notes.compounds.set(divider, compounds);
    if (compounds.lists.size + compounds.others.size >= MOST_REMEMBERED) continue;
    if (parts.every((part) => isPart(part, divider))) compounds.lists.set(foldedValue(text), parts.map(foldedValue));
    else compounds.others.add(text.slice(0, LONGEST_TEXT));
  }
  if (isWhole) addAlone(notes, text);
}

function addAlone({ alone }: FieldNotes, value: unknown): void {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  if (text !== '' && text.length <= LONGEST_PART && alone.size < MOST_REMEMBERED) alone.add(foldedValue(text));
}

function isList(notes: FieldNotes, divider: Divider): boolean {
  const { lists, others } = notes.compounds.get(divider) ?? { lists: new Map<string, string[]>(), others: new Set() };
  if (lists.size === 0 || lists.size < LEAST_SHAPED * (lists.size + others.size)) return false;
  const name = foldedValue(notes.name);
  if (divider === '|' || (divider === ',' && notes.isEscaped) || (divider === '/' && COLORS.has(name))) return true;
  if (divider !== '/' && PLURALS.has(name)) return true;
  const companies = new Map<string, number>();
  for (const parts of lists.values())
    for (const part of new Set(parts)) companies.set(part, (companies.get(part) ?? 0) + 1);
  const established = [...companies].filter(([part, count]) => count > 1 || notes.alone.has(part));
  return established.length >= LEAST_ESTABLISHED * companies.size;
}

/** Between slashes only words are parts: '32/34' and 'S/M' are one size. */
function isPart(part: string, divider: Divider): boolean {
  if (part.length > LONGEST_PART || part.split(' ').length > MOST_WORDS || part.includes('://')) return false;
  return divider === '/' ? /^\P{N}*$/u.test(part) && /\p{L}{3}/u.test(part) : /[\p{L}\p{N}]/u.test(part);
}

/**
 * Parts a text at dividers. A comma between figures ('1,2 m'), one behind a backslash and one between brackets divide
 * nothing, unless the text is a row of figures ('38,39,40'); nor does a slash between figures.
 */
export function partsOf(text: string, dividers: readonly Divider[]): string[] {
  const isRowOfFigures = /^\d{1,2}(?:,\d{1,2}){2,}$/.test(text);
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if ('([{'.includes(text[i])) depth++;
    if (')]}'.includes(text[i])) depth = Math.max(0, depth - 1);
    if (depth > 0 || !dividers.some((divider) => divider === text[i]) || text[i - 1] === '\\') continue;
    const isBetweenFigures = /\d/.test(text[i - 1] ?? '') && /\d/.test(text[i + 1] ?? '');
    if (isBetweenFigures && (text[i] === ',' || text[i] === '/') && !isRowOfFigures) continue;
    parts.push(text.slice(start, i));
    start = i + 1;
  }
  return [...parts, text.slice(start)].map((part) => part.replaceAll('\\,', ',').trim()).filter((part) => part !== '');
}

/** '["S", "M"]' in a cell. */
function jsonList(text: string): unknown[] | undefined {
  if (!/^\s*\[.*\]\s*$/s.test(text)) return undefined;
  try {
    const list = JSON.parse(text) as unknown;
    const isPlain = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';
    return Array.isArray(list) && list.every(isPlain) ? list : undefined;
  } catch {
    return undefined;
  }
}

/** Lists of which those given later go before the others. */
export function mergedLists(...all: readonly Lists[]): Lists {
  const byName = new Map<string, readonly [name: string, dividers: readonly Divider[]]>();
  for (const lists of all) for (const entry of Object.entries(lists)) byName.set(foldedValue(entry[0]), entry);
  return Object.fromEntries(byName.values());
}

/** Lists as people write them, 'Size' -> ',': false stands for none. */
export function listsOf(written: Readonly<Record<string, string | false>>): Lists {
  const marksOf = (marks: string | false): Divider[] =>
    DIVIDERS.filter((divider) => marks !== false && marks.includes(divider));
  return Object.fromEntries(Object.entries(written).map(([name, marks]) => [name, marksOf(marks)]));
}

/** The same the other way round, without the fields that hold none. */
export function writtenLists(lists: Lists): Record<string, string> {
  const some = Object.entries(lists).filter(([, dividers]) => dividers.length > 0);
  return Object.fromEntries(some.map(([name, dividers]) => [name, dividers.join('')]));
}

/** @returns a function that reads a row with the lists that its texts hold */
export function listReader(lists: Lists): (row: ReadonlyMap<string, unknown>) => Map<string, unknown> {
  const known = new Map(Object.entries(lists).map(([name, own]) => [foldedValue(name), own]));
  const ofName = new Map<string, readonly Divider[]>();
  const dividersOf = (name: string): readonly Divider[] => {
    const dividers = ofName.get(name) ?? known.get(foldedValue(name)) ?? [];
    ofName.set(name, dividers);
    return dividers;
  };
  const read = (name: string, value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    const stated = jsonList(value);
    const dividers = dividersOf(name);
    if (stated !== undefined || dividers.length === 0) return stated ?? value;
    const list = partsOf(value, dividers);
    // Among lists stands a sentence now and then.
    return list.length > 1 && list.every((part) => part.length <= 2 * LONGEST_PART) ? list : value;
  };
  return (row) => {
    const fields = new Map<string, unknown>();
    for (const [name, value] of row) {
      const isNested = name === 'attributes' && isObject(value);
      if (isNested)
        fields.set(name, Object.fromEntries(Object.entries(value).map(([own, text]) => [own, read(own, text)])));
      else fields.set(name, mayBeList(name) ? read(name, value) : value);
    }
    return fields;
  };
}

function mayBeList(name: string): boolean {
  return VALUE_FIELDS.has(name) || !isProductField(name);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
