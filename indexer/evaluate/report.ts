import { REPORT_STYLE } from './report-style.js';

/** A photo for the page: a data URI, because the report is one file that can be mailed. */
export interface ReportPhoto {
  readonly uri: string;
  readonly alt: string;
  /** The part that is meant, in shares of the photo's width and height. */
  readonly part?:
    { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | undefined;
}

export interface ReportHit {
  readonly title: string;
  readonly category?: string | undefined;
  readonly photo?: ReportPhoto | undefined;
}

/** One query with the hits that the catalog answered, best first. */
export interface ReportExample {
  readonly words?: string | undefined;
  readonly photo?: ReportPhoto | undefined;
  /** What to look at: 'no word of it occurs in any title'. */
  readonly remark?: string | undefined;
  readonly hits: readonly ReportHit[];
}

export interface ReportSection {
  readonly heading: string;
  readonly text: string;
  readonly examples: readonly ReportExample[];
}

/** A share between 0 and 1 beside what guessing would reach. */
export interface ReportMeasure {
  readonly name: string;
  readonly value: number;
  readonly chance: number;
}

export interface Report {
  readonly title: string;
  readonly lead: string;
  readonly tiles: readonly (readonly [value: string, caption: string])[];
  readonly warnings: readonly string[];
  readonly sections: readonly ReportSection[];
  /** Word -> nearest words. */
  readonly words: readonly (readonly [term: string, nearest: readonly string[]])[];
  readonly measures: readonly ReportMeasure[];
  /** How the measures were taken. */
  readonly measuredOn: string;
  /** An SVG document of our own making, put into the page as it is. */
  readonly learningCurve?: string | undefined;
  /** Engine, model, indexes: what really answered. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly next: readonly { readonly text: string; readonly commands: readonly string[] }[];
}

/** @returns one HTML document without any outside reference: styles, pictures and curve are in it */
export function renderReport(report: Report): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(report.title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<main>
<header>
<h1>${escapeHtml(report.title)}</h1>
<p>${escapeHtml(report.lead)}</p>
${tiles(report.tiles)}
</header>
${report.warnings.map((text) => `<p class="panel warning">${escapeHtml(text)}</p>`).join('\n')}
${report.sections.map(section).join('\n')}
${wordsSection(report.words)}
${measuresSection(report)}
${factsSection(report.facts)}
${nextSection(report.next)}
<footer>Made by Vitrine on this machine. Nothing was sent anywhere, and the page loads nothing.</footer>
</main>
</body>
</html>
`;
}

/** Figures side by side. */
export function tiles(entries: Report['tiles']): string {
  const cells = entries.map(
    ([value, caption]) => `<div><dd>${escapeHtml(value)}</dd><dt>${escapeHtml(caption)}</dt></div>`,
  );
  return `<dl class="tiles">${cells.join('')}</dl>`;
}

function section({ heading, text, examples }: ReportSection): string {
  return `<section>\n${headingOf(heading, text)}\n${examples.map(exampleBlock).join('\n')}\n</section>`;
}

function exampleBlock({ words, photo, remark, hits }: ReportExample): string {
  const query = [
    photo === undefined ? '' : picture(photo),
    words === undefined ? '' : `<q>${escapeHtml(words)}</q>`,
    remark === undefined ? '' : `<span>${escapeHtml(remark)}</span>`,
  ];
  return `<article class="example"><div class="query">${query.join('')}</div>
<ol class="hits">${hits.map(hitItem).join('')}</ol></article>`;
}

function hitItem({ title, category, photo }: ReportHit): string {
  const leaf = category?.split('>').at(-1)?.trim();
  return `<li>${photo === undefined ? '' : picture(photo)}<strong>${escapeHtml(title)}</strong>${
    leaf === undefined ? '' : `<small>${escapeHtml(leaf)}</small>`
  }</li>`;
}

function picture({ uri, alt, part }: ReportPhoto): string {
  const image = `<img src="${escapeHtml(uri)}" alt="${escapeHtml(alt)}" loading="lazy">`;
  if (part === undefined) return image;
  const sides = { left: part.x, top: part.y, width: part.width, height: part.height };
  const style = Object.entries(sides).map(([side, share]) => `${side}:${(100 * share).toFixed(1)}%`);
  return `<span class="part">${image}<i style="${style.join(';')}"></i></span>`;
}

function wordsSection(words: Report['words']): string {
  if (words.length === 0) return '';
  const rows = words.map(
    ([term, nearest]) => `<tr><td><b>${escapeHtml(term)}</b></td><td>${escapeHtml(nearest.join(', '))}</td></tr>`,
  );
  const text = 'Word2vec read only the catalog’s own texts. Words that are used alike lie near each other.';
  return `<section class="words">${headingOf('Which words mean alike', text)}
<div class="panel"><table><thead><tr><th>word</th><th>nearest words</th></tr></thead><tbody>${rows.join('')}</tbody></table></div></section>`;
}

function measuresSection({ measures, measuredOn, learningCurve }: Report): string {
  const rows = measures.map(
    ({ name, value, chance }) => `<tr><td>${escapeHtml(name)}${bar(value, chance)}</td>
<td class="number">${percent(value)}</td><td class="number">${percent(chance)}</td></tr>`,
  );
  const table = `<div class="panel"><table><thead><tr><th>measure</th><th class="number">here</th><th class="number">chance</th></tr></thead>
<tbody>${rows.join('')}</tbody></table></div>`;
  const curve = learningCurve === undefined ? '' : `<figure class="panel" style="margin:0">${learningCurve}</figure>`;
  return `<section>${headingOf('How well it works', measuredOn)}<div class="two">${table}${curve}</div></section>`;
}

function factsSection(facts: Report['facts']): string {
  const rows = facts.map(([name, value]) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`);
  const text = 'Chosen once for this machine and this catalog, and reported as it was, not as it was hoped for.';
  return `<section>${headingOf('What really ran', text)}<div class="panel"><table><tbody>${rows.join('')}</tbody></table></div></section>`;
}

function nextSection(next: Report['next']): string {
  const steps = next.map(
    ({ text, commands }) => `<p>${escapeHtml(text)}</p><pre>${commands.map(escapeHtml).join('\n')}</pre>`,
  );
  return `<section>${headingOf('How to go on', 'With this catalog, or with your own.')}${steps.join('\n')}</section>`;
}

function headingOf(heading: string, text: string): string {
  return `<h2>${escapeHtml(heading)}</h2><p>${escapeHtml(text)}</p>`;
}

/** The share as a bar, chance as a mark on it. */
function bar(value: number, chance: number): string {
  const at = (share: number): string => `${(100 * Math.min(1, Math.max(0, share))).toFixed(1)}%`;
  return `<div class="bar" aria-hidden="true"><i style="width:${at(value)}"></i><b style="left:${at(chance)}"></b></div>`;
}

/** A share as '46 %', below ten with a decimal. */
export function percent(share: number): string {
  const value = 100 * share;
  return `${value.toFixed(value < 10 ? 1 : 0)} %`;
}

/** Text as HTML text or as the value of a quoted attribute. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character]);
}
