import { SaxesParser } from 'saxes';
import { BadInputError, VitrineError } from '../../../src/errors.js';
import { excerpt } from '../excerpt.js';
import { encodingWarning } from './encoding-warning.js';
import { feedName } from './google-headers.js';
import { feedField, feedRow } from './google.js';
import type { ReadOptions, RowEvent } from './row.js';
import { readText } from './text.js';

/** More text than this without the end of an item is no feed. */
const MAX_ITEM_CHARACTERS = 16 * 1024 * 1024;

/**
 * A Google Merchant feed as XML: the `item`s of RSS 2.0 or the `entry`s of Atom, with names in Google's namespace or
 * without. Elements within elements (`g:shipping`) become one text.
 *
 * Entities that the document declares itself are refused, since a few lines of them can unfold to gigabytes; an
 * entity that XML does not know, like `&nbsp;`, is left as it stands: it is read with the HTML that texts may have.
 * @throws BadInputError when the XML is not well-formed; what stands before is yielded
 */
export async function* readGoogleXml(file: string, options: ReadOptions = {}): AsyncGenerator<RowEvent> {
  const found: RowEvent[] = [];
  const feed = createFeedParser(file, found, options);
  let warned = false;
  for await (const { text, legacy } of readText(file)) {
    if (legacy !== undefined && !warned) found.push(encodingWarning(file, legacy));
    warned ||= legacy !== undefined;
    const error = attempt(() => {
      feed.write(text);
    });
    yield* found.splice(0);
    if (error !== undefined) throw explainXmlError(error, file, feed.line());
  }
  const error = attempt(() => {
    feed.close();
  });
  yield* found.splice(0);
  if (error !== undefined) throw explainXmlError(error, file, feed.line());
}

interface FeedParser {
  write(text: string): void;
  close(): void;
  line(): number;
}

interface OpenItem {
  readonly line: number;
  readonly values: Map<string, string[]>;
  /** Open elements below the item: [name, text of itself and of what it holds]. */
  readonly open: { readonly name: string; text: string; readonly parts: string[] }[];
}

function createFeedParser(file: string, found: RowEvent[], options: ReadOptions): FeedParser {
  const parser = new SaxesParser<{ position: true; xmlns: false }>({ position: true, xmlns: false });
  let item: OpenItem | undefined;
  let sinceItem = 0;
  let root: string | undefined;
  let items = 0;
  let outside = '';
  const columns = new Map<string, string>();
  const addText = (text: string): void => {
    const element = item?.open.at(-1);
    if (element !== undefined) element.text += text;
    else if (items === 0 && outside.length < 1000) outside += ` ${text}`;
  };
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY/i.test(doctype)) throw declaresEntities(file, parser.line);
  });
  parser.on('opentag', ({ name, attributes }) => {
    root ??= name.slice(name.indexOf(':') + 1);
    if (item !== undefined) item.open.push({ name: feedName(name), text: attributes.href ?? '', parts: [] });
    else if (['item', 'entry'].includes(localName(name))) item = { line: parser.line, values: new Map(), open: [] };
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    if (item === undefined) return;
    const element = item.open.pop();
    if (element !== undefined) {
      closeElement(item, element);
      return;
    }
    found.push(feedRow({ file, line: item.line }, item.values, options));
    for (const name of item.values.keys()) columns.set(name, feedField(name));
    item = undefined;
    items++;
    sinceItem = 0;
  });
  parser.on('error', (error) => {
    if (!error.message.includes('undefined entity')) throw error;
  });
  return {
    write: (text) => {
      sinceItem += text.length;
      parser.write(text);
      if (sinceItem > MAX_ITEM_CHARACTERS) throw tooLong(file, item?.line ?? parser.line);
    },
    close: () => {
      parser.close();
      if (items === 0) throw withoutItems(file, root ?? '', outside);
      options.onColumns?.(Object.fromEntries(columns));
    },
    line: () => parser.line,
  };
}

function closeElement({ values, open }: OpenItem, { name, text, parts }: OpenItem['open'][number]): void {
  const value = [text.trim(), ...parts].filter((part) => part !== '').join(', ');
  if (value === '') return;
  const parent = open.at(-1);
  if (parent !== undefined) parent.parts.push(value);
  else values.set(name, [...(values.get(name) ?? []), value]);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

function attempt(work: () => void): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}

function explainXmlError(error: unknown, file: string, line: number): unknown {
  if (error instanceof VitrineError || !(error instanceof Error)) return error;
  return new BadInputError({
    file,
    line,
    reason: `the XML is not well-formed: ${error.message.replace(/^\d+:\d+: /, '')}`,
    remedy: 'write the feed anew; the products before this line are in',
    cause: error,
  });
}

function declaresEntities(file: string, line: number): BadInputError {
  return new BadInputError({
    file,
    line,
    reason: 'the document declares entities of its own, which are not read',
    remedy: 'write the feed without a DOCTYPE',
  });
}

function withoutItems(file: string, root: string, text: string): BadInputError {
  const says = excerpt(text, 80);
  const isFeed = ['rss', 'feed', 'channel', 'rdf'].includes(root.toLowerCase());
  return new BadInputError({
    file,
    reason: isFeed
      ? `the feed has no item${says === '' ? '' : ` ('${says}')`}`
      : `this XML is no feed: it is '${excerpt(root)}'${says === '' ? '' : `, and says '${says}'`}`,
    remedy: isFeed
      ? 'look at what should have written it; a feed has an item (RSS) or an entry (Atom) for each product'
      : 'name a feed of items (RSS) or entries (Atom)',
  });
}

function tooLong(file: string, line: number): BadInputError {
  return new BadInputError({
    file,
    line,
    reason: 'more than 16 MB without the end of an item',
    remedy: 'name a feed of items (RSS) or entries (Atom)',
  });
}
