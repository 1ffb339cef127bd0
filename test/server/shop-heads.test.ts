import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { importCatalog } from '../../indexer/import/index.js';
import { headHtml } from '../../server/heads/head-html.js';
import { productData, productHead } from '../../server/heads/product-head.js';
import { categoryAddress, placeAt, productAddress } from '../../server/heads/shop-place.js';
import { jsonLines, writeBelow } from '../pipeline/import-fixture.js';
import { folderOfTests, startService, statusOf } from './service-fixture.js';

const folder = folderOfTests();
const page = join(folder, 'page');
mkdirSync(page);
writeFileSync(
  join(page, 'index.html'),
  '<!doctype html><html><head><meta name="description" content="old"><title>Vitrine</title></head><body><div id="page"></div></body></html>',
);
const HOSTILE = '</title><script>alert(1)</script>"\' & \u2028 <!--';
/** What is no markup stays, also where it looks like some. */
const LOOKALIKE = '< /title>< script>alert(1)"\' & <!-';
const products = [
  {
    ...{ id: 'AB/1 ä', title: 'Red & white "summer" dress', brand: 'Ada', color: 'Red', price: 19.9, currency: 'EUR' },
    ...{
      category: 'Apparel > Dresses & skirts',
      description: 'Light.\nOf cotton.',
      Material: 'Cotton',
      EAN: '4006381333931',
    },
    images: ['https://img.example/red.jpg'],
  },
  { id: 'h', title: LOOKALIKE, category: `Apparel > ${HOSTILE.replace('>', '')}`, description: HOSTILE },
];
const workspace = join(folder, 'shop.vitrine');
await importCatalog({ workspace, sources: [writeBelow(folder, 'catalog.jsonl', jsonLines(products))], photoSize: 16 });
const service = await startService(workspace, { page });
await service.answering.ready();

interface Read {
  readonly status: number;
  readonly html: string;
  readonly title: string;
  readonly canonical: string | undefined;
  readonly linked: readonly Record<string, unknown>[];
  readonly meta: (name: string) => string | undefined;
}

/** What a machine reads of a page; entities are left as they are written. */
async function read(path: string, init: RequestInit = {}, from = service): Promise<Read> {
  const response = await from.get(path, init);
  const html = await response.text();
  const scripts = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)];
  return {
    ...{ status: response.status, html },
    title: /<title>(.*?)<\/title>/s.exec(html)?.[1] ?? '',
    canonical: /<link rel="canonical" href="([^"]*)">/.exec(html)?.[1],
    linked: scripts.map(([, text]) => JSON.parse(text) as Record<string, unknown>),
    meta: (name) => new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)">`).exec(html)?.[1],
  };
}

test('a product page tells its title, its one address, a preview, and the product for machines', async () => {
  const { status, title, canonical, linked, meta } = await read('/products/AB%2F1%20%C3%A4');
  assert.equal(status, 200);
  assert.equal(title, 'Red &amp; white &quot;summer&quot; dress · Vitrine');
  assert.equal(canonical, `${service.url}/products/AB%2F1%20%C3%A4`);
  assert.deepEqual([meta('og:type'), meta('og:url')], ['product', canonical]);
  assert.equal(meta('og:image'), 'https://img.example/red.jpg');
  assert.equal(meta('description'), 'Light. Of cotton.');
  assert.deepEqual([meta('product:price:amount'), meta('product:price:currency')], ['19.9', 'EUR']);
  const [product, breadcrumbs] = linked;
  assert.deepEqual(product, {
    ...{ '@context': 'https://schema.org', '@type': 'Product', name: 'Red & white "summer" dress' },
    ...{ description: 'Light. Of cotton.', image: ['https://img.example/red.jpg'], sku: 'AB/1 ä' },
    ...{ brand: { '@type': 'Brand', name: 'Ada' }, category: 'Apparel > Dresses & skirts' },
    ...{ color: 'Red', material: 'Cotton', gtin: '4006381333931', url: canonical },
    offers: { '@type': 'Offer', url: canonical, price: 19.9, priceCurrency: 'EUR' },
  });
  const steps = breadcrumbs.itemListElement as { name: string; item?: string }[];
  assert.deepEqual(
    steps.map(({ name, item }) => [name, item]),
    [
      ['Vitrine', `${service.url}/`],
      ['Apparel', `${service.url}/categories/Apparel`],
      ['Dresses & skirts', `${service.url}/categories/Apparel/Dresses%20%26%20skirts`],
      ['Red & white "summer" dress', undefined],
    ],
  );
});

test('a category page lists its first products, and says how many there are', async () => {
  const { status, title, canonical, linked, meta } = await read('/categories/Apparel?filter=color%3DRed&sort=price');
  assert.deepEqual([status, title], [200, 'Apparel · Vitrine']);
  assert.equal(canonical, `${service.url}/categories/Apparel`, 'without what narrows or orders it');
  assert.match(meta('description') ?? '', /^Apparel: 2 products, such as /);
  const [list] = linked;
  assert.deepEqual([list['@type'], list.numberOfItems], ['ItemList', 2]);
  const [first] = list.itemListElement as { item: { '@type': string; url: string } }[];
  assert.equal(first.item['@type'], 'Product');
  assert.ok(first.item.url.startsWith(`${service.url}/products/`));
});

test('nothing in a catalog becomes an element of the page', async () => {
  const dangerous = (html: string): number => [...html.matchAll(/<script(?! type="application\/ld\+json">)/g)].length;
  const product = await read('/products/h');
  assert.equal(product.status, 200);
  assert.equal(dangerous(product.html), 0);
  assert.equal(product.linked[0].name, LOOKALIKE);
  const category = await read('/categories/Apparel');
  assert.equal(dangerous(category.html), 0);
  const results = await read(`/?q=${encodeURIComponent(HOSTILE)}`);
  assert.equal(dangerous(results.html), 0);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const html = headHtml({
        title: text,
        description: text,
        canonical: text,
        isListed: true,
        linkedData: [{ text }],
      });
      assert.equal(
        [...html.matchAll(/<(?!title>|\/title>|meta |link |script type="application\/ld\+json">|\/script>)/g)].length,
        0,
      );
      const [, json] = /ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
      assert.deepEqual(JSON.parse(json), { text });
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('what was found by words is not for search engines; the start page is', async () => {
  const results = await read('/?q=red+dress&sort=price');
  assert.deepEqual([results.title, results.meta('robots')], ['red dress · Vitrine', 'noindex, follow']);
  const start = await read('/');
  assert.deepEqual([start.title, start.canonical, start.meta('robots')], ['Vitrine', `${service.url}/`, undefined]);
  assert.equal([...start.html.matchAll(/name="description"/g)].length, 1);
});

test('a product or a category that is not there is 404, with a page', async () => {
  for (const path of ['/products/nobody', '/?product=nobody', '/categories/Nowhere/At%20all', '/products/%E0%A4%A']) {
    const { status, html, meta } = await read(path);
    assert.equal(status, 404, path);
    assert.match(html, /<div id="page">/);
    assert.equal(meta('robots'), 'noindex, follow', path);
  }
});

test('a browser that asks for an unknown address gets a page with status 404, a program a problem', async () => {
  const browser = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };
  for (const path of ['/nothing', '/products', '/products/a/b', '/categories', '/studio/nowhere', '/%E0%A4%A']) {
    const { status, title, html } = await read(path, browser);
    assert.deepEqual([path, status, title], [path, 404, 'Page not found · Vitrine']);
    assert.match(html, /<div id="page">/);
    const response = await service.get(path);
    assert.equal(response.status, 404);
    assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
  }
  const api = await service.get('/v1/nothing', browser);
  assert.match(api.headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.equal(await statusOf(service.port, '/products/h', { method: 'POST' }), 405);
});

test('without a key, a page says nothing of the catalog', async () => {
  const key = 'read-key-0123456789';
  const closed = await startService(workspace, {
    ...{ page, answering: service.answering, keys: { readKeys: [key], writeKeys: [] } },
    publicUrl: 'https://shop.example',
  });
  const unknown = await read('/products/h', {}, closed);
  assert.deepEqual([unknown.status, unknown.title, unknown.linked.length], [200, 'Vitrine', 0]);
  const known = await read('/products/AB%2F1%20%C3%A4', { headers: { authorization: `Bearer ${key}` } }, closed);
  assert.equal(known.canonical, 'https://shop.example/products/AB%2F1%20%C3%A4');
  assert.equal(known.linked[0].url, known.canonical);
});

test('a host that is no host is written into no page', async () => {
  const status = await statusOf(service.port, '/', { headers: { host: '127.0.0.1"><script>' } });
  assert.ok(status === 200 || status === 400);
  const { canonical } = await read('/');
  assert.equal(canonical, `${service.url}/`);
});

test('addresses lead back to what they were made from', () => {
  const texts = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.trim() !== '');
  const placeOf = (address: string) => {
    const [path, search = ''] = address.split('?');
    return placeAt(path, new URLSearchParams(search));
  };
  fc.assert(
    fc.property(texts, (id) => {
      assert.deepEqual(placeOf(productAddress(id)), { kind: 'product', id });
    }),
    { seed: 8, numRuns: 300 },
  );
  const level = texts.map((text) => text.replaceAll('>', '').trim()).filter((text) => text !== '');
  fc.assert(
    fc.property(fc.array(level, { minLength: 1, maxLength: 3 }), (levels) => {
      const category = levels.join(' > ');
      assert.deepEqual(placeOf(categoryAddress(category)), { kind: 'category', category });
    }),
    { seed: 9, numRuns: 300 },
  );
});

test("an offer tells today's price, the one before, and whether there is any left", () => {
  const product = {
    ...{ id: '1', title: 'Hat', photos: [{ position: 0, photo: '/v1/products/1/photos/0', width: 1, height: 1 }] },
    ...{ attributes: {}, price: 10, listPrice: 15, currency: 'EUR', availability: 'out of stock' as const },
  };
  const data = productData(product, 'https://shop.example') as { offers: Record<string, unknown>; image: string[] };
  assert.equal(data.offers.price, 10);
  assert.equal(data.offers.availability, 'https://schema.org/OutOfStock');
  assert.deepEqual(data.offers.priceSpecification, {
    ...{
      '@type': 'UnitPriceSpecification',
      priceType: 'https://schema.org/ListPrice',
      price: 15,
      priceCurrency: 'EUR',
    },
  });
  assert.deepEqual(data.image, ['https://shop.example/v1/products/1/photos/0?size=1024']);
  const unpriced = productData({ ...product, currency: undefined }, '') as { offers?: object };
  assert.equal(unpriced.offers, undefined, 'a price without a currency is no offer');
  const long = productHead({ ...product, description: 'word '.repeat(100) }, '').description ?? '';
  assert.ok(long.length <= 160 && long.endsWith('word…'), long);
});
