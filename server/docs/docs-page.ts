import type { Request, RequestHandler } from 'express';
import { publicOrigin } from '../heads/public-origin.js';
import { escaped } from '../html-text.js';
import { problemKinds } from '../problems.js';
import type { Route } from '../route.js';
import { operationsOf, schemasOf, type Document, type Operation, type Schemas } from './document.js';
import { exampleOf } from './example-value.js';
import { fieldList, fieldsOf, paragraphs, typeOf } from './field-list.js';
import { operationSection } from './operation-section.js';
import { STYLE } from './style.js';

export interface DocsOptions {
  readonly document: Document;
  readonly routes: readonly Route[];
  /** Whether requests need a key: the commands of the page then send one. */
  readonly needsKeys: boolean;
  /** Where the service is reached from outside; by default what the browser has asked for. */
  readonly publicUrl?: string | undefined;
}

/** What the groups of operations are about, in the words of their headings. */
const GROUPS: Readonly<Record<string, string>> = {
  search: 'Search',
  products: 'Products',
  catalog: 'Catalog',
  imports: 'Imports',
  models: 'Models',
  jobs: 'Jobs',
  map: 'Map',
};

const OPERATOR_ADDRESSES: readonly (readonly [address: string, about: string])[] = [
  ['/healthz', '200 as long as the process runs'],
  ['/readyz', '200 once searches are answered, 503 with the reason before that'],
  ['/metrics', 'for Prometheus; needs a read key where keys are set'],
  ['/openapi.json', 'this page for programs'],
];

/** The OpenAPI document for people: one page without scripts, whose commands can be copied as they stand. */
export function docsPage(options: DocsOptions): RequestHandler {
  const pages = new Map<string, string>();
  return (request, response) => {
    const base = options.publicUrl ?? baseOf(request);
    const page = pages.get(base) ?? rendered(options, base);
    if (pages.size < MOST_PAGES) pages.set(base, page);
    response.type('html').set('cache-control', 'no-cache').send(page);
  };
}

/** Names under which the service is asked; anybody may make up others. */
const MOST_PAGES = 8;

function baseOf(request: Request): string {
  const origin = publicOrigin(request);
  return origin === '' ? 'http://127.0.0.1:7700' : origin;
}

function rendered({ document, routes, needsKeys }: DocsOptions, base: string): string {
  const schemas = schemasOf(document);
  const operations = operationsOf(document);
  const byId = new Map(routes.map((route) => [route.id, route]));
  const section = (operation: Operation): string => {
    const route = byId.get(operation.id);
    const key = needsKeys ? (route?.access === 'write' ? 'WRITE_KEY' : 'READ_KEY') : undefined;
    return operationSection(operation, { base, schemas, key, parameters: route?.example ?? {} });
  };
  const groups = grouped(operations);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><link rel="icon" href="/favicon.ico">
<title>The HTTP interface · Vitrine</title><style>${STYLE}</style></head><body id="top">
<a class="skip" href="#content">Skip to the requests</a>
<header><p class="home"><a href="/">Vitrine</a></p><nav aria-label="Vitrine"><a href="/">The shop</a><a href="/studio">The studio</a><a href="/openapi.json">OpenAPI</a></nav></header>
<div class="page"><nav class="contents" aria-label="Contents">${contents(groups, schemas)}</nav>
<main id="content" tabindex="-1">${introduction(document, { base, needsKeys })}
${groups.map(([tag, all]) => `<section aria-labelledby="group-${escaped(tag)}"><h2 id="group-${escaped(tag)}">${escaped(GROUPS[tag] ?? tag)}</h2>${all.map(section).join('\n')}</section>`).join('\n')}
<section aria-labelledby="operators"><h2 id="operators">For operators</h2>${operatorList()}</section>
<section aria-labelledby="documents"><h2 id="documents">Documents</h2>${Object.keys(schemas)
    .map((name) => schemaSection(name, schemas))
    .join('\n')}</section>
<section aria-labelledby="problems"><h2 id="problems">Problems</h2><p>What goes wrong is told as <a href="#Problem">Problem</a>, with one of these codes.</p>${problemList()}</section>
</main></div><footer><p>Vitrine ${escaped(document.info.version)}, OpenAPI ${escaped(document.openapi)}. <a href="#top">To the top</a></p></footer>
</body></html>`;
}

type Group = readonly [tag: string, operations: readonly Operation[]];

function grouped(operations: readonly Operation[]): Group[] {
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  return tags.map((tag) => [tag, operations.filter((operation) => operation.tag === tag)]);
}

function contents(groups: readonly Group[], schemas: Schemas): string {
  const lists = groups.map(
    ([tag, operations]) =>
      `<li><a href="#group-${escaped(tag)}">${escaped(GROUPS[tag] ?? tag)}</a><ul>${operations
        .map(
          ({ id, method, url }) =>
            `<li><a href="#${escaped(id)}"><span class="method">${escaped(method)}</span> ${escaped(url)}</a></li>`,
        )
        .join('')}</ul></li>`,
  );
  const documents = Object.keys(schemas).map((name) => `<li><a href="#${escaped(name)}">${escaped(name)}</a></li>`);
  return `<ul>${lists.join('')}<li><a href="#operators">For operators</a></li><li><details><summary>Documents</summary><ul>${documents.join('')}</ul></details></li><li><a href="#problems">Problems</a></li></ul>`;
}

function introduction(
  { info }: Document,
  { base, needsKeys }: { readonly base: string; readonly needsKeys: boolean },
): string {
  const keys = needsKeys
    ? 'This service needs a key. The commands below take it from the environment: `export READ_KEY=...`, or `WRITE_KEY` for what writes.'
    : 'This service needs no key from this machine. Where keys are set, send `authorization: Bearer KEY`.';
  return `<h1>The HTTP interface</h1>${paragraphs(info.description)}${paragraphs(keys)}
<p>Every request below has a line that can be copied: <code>${escaped(base)}</code> is where this page came from.</p>`;
}

function operatorList(): string {
  const items = OPERATOR_ADDRESSES.map(
    ([address, about]) => `<div><dt><code>${address}</code></dt><dd>${escaped(about)}</dd></div>`,
  );
  return `<dl class="fields">${items.join('')}</dl>`;
}

function schemaSection(name: string, schemas: Schemas): string {
  const schema = schemas[name];
  const fields = fieldList(fieldsOf(schema), `Fields of ${name}`);
  const example = escaped(JSON.stringify(exampleOf(schema, schemas), null, 2));
  return `<section class="document" id="${escaped(name)}" aria-labelledby="${escaped(name)}-name"><h3 id="${escaped(name)}-name">${escaped(name)}</h3>${paragraphs(schema.description)}
${fields === '' ? `<p>${typeOf(schema)}</p>` : fields}<details><summary>An example</summary><pre class="example"><code>${example}</code></pre></details></section>`;
}

function problemList(): string {
  const items = problemKinds().map(
    ({ code, status, title }) =>
      `<div id="problem-${escaped(code)}"><dt><code>${escaped(code)}</code> <span class="soft">${status}</span></dt><dd>${escaped(title)}</dd></div>`,
  );
  return `<dl class="fields">${items.join('')}</dl>`;
}
