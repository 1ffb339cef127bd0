import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderReport } from '../../../../indexer/evaluate/report.js';
import type { Report } from '../../../../indexer/evaluate/report.js';

const PHOTO = { uri: 'data:image/png;base64,AAAA', alt: 'a "quoted" shirt' };

const REPORT: Report = {
  title: 'A <catalog> & its search',
  lead: 'lead',
  tiles: [['2,000', 'products']],
  warnings: ['only one epoch was run'],
  sections: [
    {
      heading: 'Words find photos',
      text: 'text',
      examples: [
        {
          words: '<script>alert(1)</script>',
          photo: { ...PHOTO, part: { x: 0.1, y: 0.25, width: 0.5, height: 0.333 } },
          hits: [
            { title: `Tom & Jerry's "best" shirt`, category: 'Apparel > Shirts', photo: PHOTO },
            { title: 'bare' },
          ],
        },
      ],
    },
  ],
  words: [['navy', ['blue', 'teal']]],
  measures: [{ name: 'among the first ten', value: 0.756, chance: 0.005 }],
  measuredOn: 'on products that training never saw',
  learningCurve: '<svg viewBox="0 0 1 1"></svg>',
  facts: [['engine', 'cpu']],
  next: [{ text: 'Search:', commands: ['vitrine search "navy & white"'] }],
};

test('whatever a catalog says is shown as text, never run', () => {
  const page = renderReport(REPORT);
  assert.doesNotMatch(page, /<script/);
  assert.match(page, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
  assert.match(page, /Tom &amp; Jerry&#39;s &quot;best&quot; shirt/);
  assert.match(page, /alt="a &quot;quoted&quot; shirt"/);
  assert.match(page, /<title>A &lt;catalog&gt; &amp; its search<\/title>/);
});

test('the page is one file: it refers to nothing outside', () => {
  const page = renderReport(REPORT);
  const references = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, target]) => target);
  assert.deepEqual(new Set(references), new Set([PHOTO.uri]));
  assert.doesNotMatch(page, /https?:|@import|url\(/);
});

test('a measure stands beside chance, as a number and as a mark on its bar', () => {
  const page = renderReport(REPORT);
  assert.match(page, /76 %/);
  assert.match(page, /0\.5 %/);
  assert.match(page, /<i style="width:75\.6%"><\/i><b style="left:0\.5%"><\/b>/);
});

test('the part of a photo that is meant is marked', () => {
  assert.match(renderReport(REPORT), /<i style="left:10\.0%;top:25\.0%;width:50\.0%;height:33\.3%"><\/i>/);
});

test('a report without words, curve or warnings leaves them out', () => {
  const page = renderReport({ ...REPORT, words: [], learningCurve: undefined, warnings: [] });
  assert.doesNotMatch(page, /Which words mean alike|<figure|class="panel warning"/);
});
