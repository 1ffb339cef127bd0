import { Parser } from 'htmlparser2';
import { markedUp } from './markup.js';

/** Elements that begin a paragraph, and those that only begin a line. */
const PARAGRAPHS = new Set(
  (
    'address article aside blockquote details dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main ol p pre ' +
    'section table ul'
  ).split(' '),
);
const LINES = new Set('br caption dd div dt figcaption legend li option summary tr'.split(' '));
const CELLS = new Set(['td', 'th']);
const BLOCKS = new Set([...PARAGRAPHS, ...LINES, ...CELLS]);
const HIDDEN = new Set(['script', 'style', 'template', 'noscript']);

/** Feeds that were escaped twice are common: '&amp;rsquo;' is an apostrophe, '&lt;p&gt;' a paragraph. */
const MOST_ESCAPES = 8;

/**
 * The text of a piece of HTML: tags out, entities decoded, blocks on lines of their own, scripts and styles dropped.
 * Plain text comes back as it is, also '5 < 6', 'a<b' and 'Marks & Spencer'.
 */
export function plainText(text: string): string {
  return unescaped(text, withoutMarkup);
}

/** The same on one line, without blanks around it: titles, brands, names and values. Items of a list are parted by commas. */
export function plainLine(text: string): string {
  const plain = plainDescription(text);
  if (plain === text) return text;
  const isList = /^- /m.test(plain);
  return plain
    .replace(/^- /gm, '')
    .replace(/\n+/g, isList ? ', ' : ' ')
    .trim();
}

/**
 * The same as a text that can be read: paragraphs parted by an empty line, lines by line breaks, items of a list with '- '
 * before them, the cells of a table's row with ': ' between two and ', ' between more.
 */
export function plainDescription(text: string): string {
  return unescaped(text, readable);
}

/** Takes the markup out as often as what is left has any. */
function unescaped(text: string, read: (html: string) => string): string {
  let plain = text;
  for (let i = 0; i < MOST_ESCAPES; i++) {
    const html = markedUp(plain);
    if (html === undefined) break;
    const next = read(html);
    if (next === plain) break;
    plain = next;
  }
  return plain;
}

function withoutMarkup(html: string): string {
  const parts: string[] = [];
  const atBlock = (name: string): void => {
    if (BLOCKS.has(name)) parts.push('\n');
  };
  parse(html, { onTag: atBlock, onEnd: atBlock, onText: (text) => parts.push(text) });
  return parts.join('');
}

/** What stands for a break until the lines are made: noncharacters of Unicode, which no text has. */
const [LINE, PARAGRAPH, CELL, ITEM] = ['\ufdd0', '\ufdd1', '\ufdd2', '\ufdd3'];

/** What is not seen in a text: control characters, soft hyphens, blanks without width. */
const UNSEEN = /(?![\n\r\t])\p{Cc}|[\u00ad\u200b\ufeff\ufdd0-\ufdd3]/gu;

function readable(html: string): string {
  const parts: string[] = [];
  const inside = { li: 0, td: 0, th: 0 };
  let hasLines = false;
  const breakAt = (name: string): void => {
    if (inside.td + inside.th > 0) parts.push(BLOCKS.has(name) ? ' ' : '');
    else if (PARAGRAPHS.has(name)) parts.push(inside.li > 0 ? LINE : PARAGRAPH);
    else if (LINES.has(name)) parts.push(LINE);
  };
  parse(html, {
    onTag: (name) => {
      hasLines ||= name === 'p' || name === 'br' || name === 'div';
      breakAt(name);
      if (name === 'li') parts.push(ITEM);
      if (name === 'li' || name === 'td' || name === 'th') inside[name]++;
    },
    onEnd: (name) => {
      if (name === 'li' || name === 'td' || name === 'th') inside[name]--;
      if (name === 'td' || name === 'th') parts.push(CELL);
      else if (name !== 'br') breakAt(name);
    },
    onText: (text) => parts.push(text.replace(UNSEEN, '')),
  });
  return laidOut(parts.join(''), hasLines);
}

/** Line breaks of the source mean something only in a text that has no paragraphs and breaks of its own. */
function laidOut(text: string, hasLines: boolean): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/\n(?: ?\n)+/g, PARAGRAPH)
    .replace(/\n/g, hasLines ? ' ' : LINE)
    .replace(BEHIND_ITEM, ITEM)
    .split(PARAGRAPH)
    .map((paragraph) => paragraph.split(LINE).map(lineOf).filter(Boolean).join('\n'))
    .filter(Boolean)
    .join('\n\n');
}

/** An item that holds a paragraph is one line all the same. */
const BEHIND_ITEM = new RegExp(`${ITEM}[ ${LINE}${PARAGRAPH}${ITEM}]*`, 'g');

function lineOf(line: string): string {
  const cells = line
    .replaceAll(ITEM, '')
    .split(CELL)
    .map((cell) => cell.replace(/ +/g, ' ').trim())
    .filter(Boolean);
  const text = cells.join(cells.length === 2 ? ': ' : ', ');
  return text !== '' && line.includes(ITEM) ? `- ${text.replace(/^[-*\u2022\u00b7\u25aa\u2013] /, '')}` : text;
}

interface Handlers {
  readonly onTag: (name: string) => void;
  readonly onEnd: (name: string) => void;
  readonly onText: (text: string) => void;
}

/** What scripts and styles hold is passed over. */
function parse(html: string, { onTag, onEnd, onText }: Handlers): void {
  let hidden = 0;
  const parser = new Parser({
    onopentagname(name) {
      if (HIDDEN.has(name)) hidden++;
      onTag(name);
    },
    onclosetag(name) {
      if (HIDDEN.has(name)) hidden--;
      onEnd(name);
    },
    ontext(text) {
      if (hidden === 0) onText(text);
    },
  });
  parser.end(html);
}
