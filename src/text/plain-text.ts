import { Parser } from 'htmlparser2';

const BLOCKS = new Set(
  (
    'address article aside blockquote br dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main ' +
    'ol option p pre section table td th tr ul'
  ).split(' '),
);
const HIDDEN = new Set(['script', 'style', 'template', 'noscript']);

/**
 * The text of a piece of HTML: tags out, entities decoded, blocks on lines of their own, scripts and styles dropped.
 * Plain text comes back as it is, also '5 < 6' and 'Marks & Spencer'.
 */
export function plainText(text: string): string {
  if (!/[<&]/.test(text)) return text;
  const once = withoutMarkup(text);
  // Feeds that were escaped twice are common: '&amp;rsquo;' is an apostrophe.
  return /&(?:[a-z]+|#\d+|#x[\da-f]+);/i.test(once) ? withoutMarkup(once) : once;
}

function withoutMarkup(text: string): string {
  const parts: string[] = [];
  let hidden = 0;
  const parser = new Parser({
    onopentagname(name) {
      if (HIDDEN.has(name)) hidden++;
      if (BLOCKS.has(name)) parts.push('\n');
    },
    onclosetag(name) {
      if (HIDDEN.has(name)) hidden--;
      if (BLOCKS.has(name)) parts.push('\n');
    },
    ontext(data) {
      if (hidden === 0) parts.push(data);
    },
  });
  parser.end(text);
  return parts.join('');
}
