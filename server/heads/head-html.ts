import { escaped } from '../html-text.js';

/** What a page says of itself to tabs, bookmarks, search engines and those who show a preview of a link. */
export interface PageHead {
  /** Of the view, without the name of the shop. */
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  /** The one address under which the page should be known. */
  readonly canonical?: string | undefined;
  /** Whether search engines should list the page. */
  readonly isListed: boolean;
  /** Open Graph: 'og:type' and so on, in their order; a name may come several times. */
  readonly properties?: readonly (readonly [property: string, content: string])[];
  /** JSON-LD: one object of schema.org each. */
  readonly linkedData?: readonly object[];
}

export const SITE_NAME = 'Vitrine';

/** @returns the elements of a head, whatever the texts hold: nothing in them becomes an element or a script */
export function headHtml({
  title,
  description,
  canonical,
  isListed,
  properties = [],
  linkedData = [],
}: PageHead): string {
  const fullTitle = title === undefined ? SITE_NAME : `${title} · ${SITE_NAME}`;
  const metas: readonly (readonly [attribute: 'name' | 'property', name: string, content: string | undefined])[] = [
    ['name', 'description', description],
    ['name', 'robots', isListed ? undefined : 'noindex, follow'],
    ...properties.map(([name, content]) => ['property', name, content] as const),
  ];
  return [
    `<title>${escaped(fullTitle)}</title>`,
    ...metas.flatMap(([attribute, name, content]) =>
      content === undefined || content === ''
        ? []
        : [`<meta ${attribute}="${escaped(name)}" content="${escaped(content)}">`],
    ),
    ...(canonical === undefined ? [] : [`<link rel="canonical" href="${escaped(canonical)}">`]),
    ...linkedData.map((data) => `<script type="application/ld+json">${scriptText(data)}</script>`),
  ].join('\n    ');
}

/** JSON that ends no script, whatever is in it: '<' is written as JSON writes any character. */
function scriptText(data: object): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
