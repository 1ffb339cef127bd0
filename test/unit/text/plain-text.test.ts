import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { plainDescription, plainLine, plainText } from '../../../src/text/plain-text.js';

test('tags go, and blocks stand on lines of their own', () => {
  assert.equal(plainText('<p>Soft <b>cotton</b></p><ul><li>blue</li></ul>').trim(), 'Soft cotton\n\n\nblue');
});

test('entities become what they stand for', () => {
  assert.equal(plainText('Marks &amp; Spencer&#39;s caf&eacute;'), "Marks & Spencer's café");
  assert.equal(
    plainText('12&quot; &lt; 13&#x2033; &#8211; 100&#37; caf&#233; &Eacute;t&eacute; &nbsp;'),
    '12" < 13″ – 100% café Été \u00a0',
  );
  assert.equal(plainText('H&amp M &amp'), 'H& M &');
});

test('text that was escaped several times is read as often', () => {
  assert.equal(plainText('women&amp;rsquo;s'), 'women’s');
  assert.equal(plainText('caf&amp;amp;eacute;'), 'café');
  assert.equal(plainLine('&lt;p&gt;Soft &amp;amp; warm&lt;/p&gt;'), 'Soft & warm');
});

test('scripts, styles and comments are no text', () => {
  assert.equal(plainText('a<script>if (a<b) alert("b")</script><style>p { color: red }</style>c'), 'ac');
  assert.equal(plainLine('<!--[if gte mso 9]><xml>x</xml><![endif]-->Shirt <!-- old -->'), 'Shirt');
  assert.equal(plainLine('<![CDATA[Soft <b>cotton</b>]]>'), 'Soft cotton');
});

const LOOKALIKES = [
  'sizes 5 < 6 & 7 > 6',
  'size < 3 and > 1',
  'a<b',
  'a<b and c>d',
  'if x <p or q> y',
  'Size <10 cm> box & co; R&D kit',
  'AT&T; Q&A, H&M & C&A',
  'I <3 NY',
  '<<< Sale >>>',
  'List<String> and Map<K, V>',
  'From <brand> with love',
  'blue <b',
  'https://shop.example/?a=1&copy=2&lt=3',
  'Fish&paradise &notes &#7 &#x; &; & ',
  'no markup\n  at all',
];

test('what only looks like HTML stays as it is', () => {
  for (const text of LOOKALIKES) {
    assert.equal(plainText(text), text);
    assert.equal(plainLine(text), text);
    assert.equal(plainDescription(text), text);
  }
});

test('what only looks like HTML stays beside what is HTML', () => {
  for (const text of LOOKALIKES.filter((one) => !one.includes('\n'))) {
    assert.equal(plainLine(`<p>caf&eacute; ${text.trim()}</p>`), `café ${text.trim()}`);
  }
});

test('a tag that was cut off at the end goes, with what it held', () => {
  assert.equal(plainLine('Soft cotton <a href="https://shop.exam'), 'Soft cotton');
  assert.equal(plainLine('<b>Soft cotton'), 'Soft cotton');
});

test('a value with a > in an attribute of its tag is no text', () => {
  assert.equal(plainLine('<a title="a > b" href=\'x\' data-id=7>Shirt</a>'), 'Shirt');
  assert.equal(plainLine('<o:p>Word</o:p><br/><img src="a.jpg" alt="x"/><input disabled>'), 'Word');
});

test('a line is one line: lists are parted by commas, blocks by blanks', () => {
  assert.equal(plainLine('<b>Bold</b>  claim<br>T-Shirt'), 'Bold claim T-Shirt');
  assert.equal(plainLine('<ul><li>Cotton</li><li>Wool</li></ul>'), 'Cotton, Wool');
  assert.equal(plainLine('Wasch&shy;bar&nbsp;bei 30&deg;'), 'Waschbar bei 30°');
});

test('a description keeps paragraphs, lines, lists and tables', () => {
  const html = `<div class="rte"><h2>Linen shirt</h2>
<p>Airy linen,<br>made in
Italy.</p>
<ul>
  <li>100% <em>linen</em></li>
  <li><p>Machine wash</p></li>
  <li>&bull; Iron:
    <ul><li>cool</li></ul></li>
</ul>
<table><tr><th>Fit</th><td>Slim</td></tr><tr><td>S</td><td><p>M</p></td><td>L</td></tr></table>
<script>alert(1)</script></div>`;
  assert.equal(
    plainDescription(html),
    `Linen shirt

Airy linen,
made in Italy.

- 100% linen
- Machine wash
- Iron:
- cool

Fit: Slim
S, M, L`,
  );
});

test('a description of lines with a few marks keeps its lines', () => {
  assert.equal(
    plainDescription('Soft &amp; warm\n- 100% linen\n- <b>cool</b>\n\n\nNice'),
    'Soft & warm\n- 100% linen\n- cool\n\nNice',
  );
});

test('what is plain is plain, however often it is asked', () => {
  const part = fc.constantFrom(
    ...[
      '<p>',
      '</p>',
      '<li>',
      '<b',
      '>',
      '<',
      '&',
      'amp;',
      '&lt;',
      '&amp;amp;',
      '&gt;',
      'b',
      ' ',
      '\n',
      'é',
      '<td>',
      '"',
    ],
    ...['<a href="', '<!--', '-->', '<![CDATA[', ']]>', '- ', '</ul>', '&#39;', '<script>'],
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      for (const read of [plainText, plainLine, plainDescription]) {
        const plain = read(text);
        assert.equal(read(plain), plain, JSON.stringify(text));
      }
    }),
    { seed: 15, numRuns: 3000 },
  );
});
