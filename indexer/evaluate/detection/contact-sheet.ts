import type { Box } from '../../../src/box.js';
import { decodePhoto } from '../../../src/image/decode.js';
import { encodeWebp } from '../../../src/image/encode.js';
import { throwIfCancelled } from '../../../src/progress.js';
import { escapeHtml, percent, tiles } from '../report.js';
import { REPORT_STYLE } from '../report-style.js';
import type { DetectionEvaluation, MeasuredDetector } from './evaluation.js';
import type { PhotoQueries, SizedPhoto } from './queries.js';
import { sheetCases, type SheetCase } from './sheet-cases.js';
import { filterBar, filterClasses, filterRules, filtersOf, type SheetFilter } from './sheet-filters.js';
import { SHEET_STYLE } from './sheet-style.js';

/** More photos than this would make a page that no browser likes. */
const MOST_PHOTOS = 400;
const LONGEST_SIDE = 320;

export interface ContactSheetParts {
  readonly photos: readonly PhotoQueries[];
  readonly run: MeasuredDetector['run'];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Shows what was found beside what is right, query by query: the true box dashed, the found one solid. Filters are
 * plain CSS.
 * @returns one HTML document without any outside reference: each photo is in it once
 */
export async function contactSheet(
  evaluation: DetectionEvaluation,
  { photos, run, signal }: ContactSheetParts,
): Promise<string> {
  const shown = sheetCases(photos, run, { most: MOST_PHOTOS });
  const pictures: string[] = [];
  for (const [i, photo] of shown.photos.entries()) {
    throwIfCancelled(signal);
    pictures.push(await picture(photo, i));
  }
  const filters = filtersOf(shown.cases);
  const title = `What recipe ${evaluation.recipe} finds in ${evaluation.photos} photos`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${REPORT_STYLE}${SHEET_STYLE}${filterRules(filters)}</style>
</head>
<body>
<svg width="0" height="0" class="store" aria-hidden="true"><defs>
${pictures.join('\n')}
</defs></svg>
<main>
<header>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(lead(evaluation, shown.photos.length))}</p>
${tiles(figures(evaluation))}
</header>
${filters.map(filterBar).join('\n')}
<p class="legend"><span><i class="true"></i>marked by hand</span><span><i class="found right"></i>found, right</span><span><i class="found wrong"></i>found, wrong</span></p>
<div class="cases">
${shown.cases.map((one) => caseCard(one, { photo: shown.photos[one.photo], filters })).join('\n')}
</div>
<footer>Made by Vitrine on this machine; the page loads nothing. It holds the photos themselves: mind who may see them.</footer>
</main>
</body>
</html>
`;
}

async function picture({ file, width, height }: SizedPhoto, index: number): Promise<string> {
  const bytes = await encodeWebp(await decodePhoto(file), { longestSide: LONGEST_SIDE, quality: 60 });
  const uri = `data:image/webp;base64,${Buffer.from(bytes).toString('base64')}`;
  return `<image id="p${index}" width="${width}" height="${height}" href="${uri}" preserveAspectRatio="none"/>`;
}

function lead({ model, queries, photos }: DetectionEvaluation, shown: number): string {
  const part = shown < photos ? ` Every ${Math.round(photos / shown)}th photo is shown.` : '';
  return `Model ${model}, asked ${queries} times for one garment of a photo. A box is right when it shares at least half of the area that it and the marked box cover together.${part}`;
}

function figures({ all, largest, ceiling, millisecondsPerPhoto }: DetectionEvaluation): [string, string][] {
  return [
    [percent(all['0.5'].top1), 'first box right'],
    [percent(all['0.5'].top3), 'one of three right'],
    [percent(largest['0.5'].top1), 'first box right, largest garment'],
    [percent(ceiling.all['0.5']), `some of ${ceiling.proposals} proposals right`],
    [`${millisecondsPerPhoto.median.toFixed(0)} ms`, 'a photo, median'],
  ];
}

function caseCard(
  one: SheetCase,
  { photo, filters }: { readonly photo: SizedPhoto; readonly filters: readonly SheetFilter[] },
): string {
  const { query, first, outcome } = one;
  const word = outcome === 'right' ? 'right' : 'wrong';
  const others = query.right.filter((box) => box !== query.box);
  const boxes = [
    ...[query.box, ...others].map((box) => drawnBox(box, 'true')),
    ...(first === undefined ? [] : [drawnBox(first.box, `found ${word}`)]),
  ];
  return `<figure class="case ${filterClasses(filters, one)}"><svg viewBox="0 0 ${photo.width} ${photo.height}" role="img" aria-label="${escapeHtml(`${query.text}: ${word}`)}"><use href="#p${one.photo}"/>${boxes.join('')}</svg>
<figcaption><b>${escapeHtml(query.text)}</b> <em class="${word}">${word}</em><small>${escapeHtml(remark(one))}</small><small>${escapeHtml(photo.id)}</small></figcaption></figure>`;
}

function remark({ first, rank, outcome }: SheetCase): string {
  if (first === undefined) return 'nothing found';
  const place = rank === undefined ? '' : ` · right: no. ${rank}`;
  const reason = { right: '', late: place, missed: ' · not among ten', unreachable: ' · not proposed' }[outcome];
  return `IoU ${first.iou.toFixed(2)} · score ${first.score.toFixed(2)}${reason}`;
}

/** Twice: a dark line below makes the colour visible on any photo. */
function drawnBox({ x1, y1, x2, y2 }: Box, kind: string): string {
  const at = (value: number): string => value.toFixed(1);
  const sides = `x="${at(x1)}" y="${at(y1)}" width="${at(x2 - x1)}" height="${at(y2 - y1)}"`;
  return `<rect class="under" ${sides}/><rect class="${kind}" ${sides}/>`;
}
