import { headHtml, type PageHead } from './head-html.js';

/** What a head of a page brings by itself, and the built page has of its own. */
const REPLACED = [/\s*<meta\s+name="description"[^>]*>/i, /\s*<link\s+rel="canonical"[^>]*>/i];

/** The built page, ready to take a head. */
export interface PageTemplate {
  withHead(head: PageHead): Buffer;
}

/** @param html of the built page; a head takes the place of its title and its description */
export function pageTemplate(html: string): PageTemplate {
  const bare = REPLACED.reduce((rest, pattern) => rest.replace(pattern, ''), html);
  const [, before, after] = /^(.*?)<title>[^<]*<\/title>(.*)$/is.exec(bare) ?? ['', bare, ''];
  return {
    withHead: (head) => Buffer.from(`${before}${headHtml(head)}${after}`),
  };
}
