/** The elements of HTML that stand in what shops write about products, and what Word adds ('o:p'). */
const ELEMENTS = new Set(
  (
    'a abbr acronym address area article aside audio b base basefont bdi bdo big blockquote body br button canvas ' +
    'caption center cite code col colgroup data dd del details dfn dialog dir div dl dt em embed fieldset figcaption ' +
    'figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd ' +
    'label legend li link main map mark menu meta meter nav nobr noscript object ol optgroup option output p param ' +
    'path picture pre progress q rp rt ruby s samp script section select small source span strike strong style sub ' +
    'summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr'
  ).split(' '),
);
const WORD_ELEMENT = /^(?:o|v|w|m|x|st1|u1):[a-z\d]+$/;

/** Attributes that need no value. Behind 'a<b and c>d' stands no other, so 'b' is no element there. */
const BARE_ATTRIBUTE =
  /^(?:allowfullscreen|async|autoplay|checked|compact|controls|defer|disabled|hidden|ismap|itemscope|loop|multiple|muted|nohref|noshade|nowrap|open|readonly|required|reversed|selected|(?:data|aria)-[a-z\d-]+)$/i;

const VALUE = `\\s*=\\s*(?:"[^"]*"|'[^']*'|[^\\s"'=<>\`]+)`;
const TAG = new RegExp(`<(/?)([a-z][a-z\\d:]*)((?:[\\s/]+[^\\s"'<>/=]+(?:${VALUE})?)*)[\\s/]*>`, 'iy');
const ATTRIBUTE = new RegExp(`[^\\s"'<>/=]+(${VALUE})?`, 'g');
/** What a text that was cut off may end with: '<a href="https'. */
const CUT_OFF_TAG = /<([a-z][a-z\d]*)\s+(?:[^<>]*\s)?[a-z-]+\s*=\s*["'][^<>]*$/iy;
const ASIDE = /<!--[^]*?(?:-->|$)|<!doctype[^<>]*>|<!\[(?:if|endif)[^<>]*>|<\?xml[^<>]*>/iy;
const SECTION_MARK = /<!\[CDATA\[/y;
/** With its semicolon, or one of those that are often written without. */
const ENTITY =
  /&(?:#\d{2,7}(?:;|\b)|#x[\da-f]{1,6}(?:;|\b)|[a-z][a-z\d]{1,31};|(?:amp|lt|gt|quot|nbsp)(?![a-z\d=;]))/iy;

/**
 * Finds the markup in a text that may be HTML, plain text, or a bit of both.
 * @returns HTML in which every '<' and '&' that begins neither a tag nor an entity is written as an entity; undefined when
 *   there is no markup at all
 */
export function markedUp(text: string): string | undefined {
  let html = '';
  let end = 0;
  let isMarked = false;
  for (let at = text.search(/[<&]/); at >= 0; at = nextMark(text, end)) {
    html += text.slice(end, at);
    const length = text[at] === '&' ? matchLength(ENTITY, text, at) : tagLength(text, at);
    if (length > 0) {
      isMarked = true;
      if (matchLength(SECTION_MARK, text, at) === 0) html += text.slice(at, at + length);
    } else html += text[at] === '&' ? '&amp;' : '&lt;';
    end = at + Math.max(1, length);
  }
  return isMarked ? (html + text.slice(end)).replaceAll(']]>', '') : undefined;
}

function nextMark(text: string, from: number): number {
  const [tag, entity] = [text.indexOf('<', from), text.indexOf('&', from)];
  return tag < 0 || (entity >= 0 && entity < tag) ? entity : tag;
}

/** @returns 0 where no tag begins */
function tagLength(text: string, at: number): number {
  const aside = matchLength(ASIDE, text, at) || matchLength(SECTION_MARK, text, at);
  if (aside > 0) return aside;
  TAG.lastIndex = at;
  const [tag = '', , name = '', attributes = ''] = TAG.exec(text) ?? [];
  if (tag !== '') return isElement(name, attributes) ? tag.length : 0;
  CUT_OFF_TAG.lastIndex = at;
  const [rest = '', element = ''] = CUT_OFF_TAG.exec(text) ?? [];
  return ELEMENTS.has(element.toLowerCase()) ? rest.length : 0;
}

function isElement(name: string, attributes: string): boolean {
  const element = name.toLowerCase();
  if (!ELEMENTS.has(element)) return WORD_ELEMENT.test(element);
  if (element.length > 1) return true;
  return [...attributes.matchAll(ATTRIBUTE)].every(([bare, value]) => value !== undefined || BARE_ATTRIBUTE.test(bare));
}

function matchLength(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
