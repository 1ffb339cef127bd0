import type { RequestHandler } from 'express';
import { problemKinds } from './problems.js';
import type { openApiDocument } from './openapi.js';

type Document = ReturnType<typeof openApiDocument>;

/** The parts of the document that the page shows. */
interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly operationId?: string;
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema?: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema?: Schema }>> };
  readonly responses: Readonly<
    Record<string, { description: string; content?: Readonly<Record<string, { schema?: Schema }>> }>
  >;
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly example?: unknown;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
}

const STYLE = `:root{color-scheme:light dark;--line:color-mix(in srgb,currentColor 18%,transparent);--soft:color-mix(in srgb,currentColor 6%,transparent)}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.8rem}h2{margin-top:3rem;border-bottom:1px solid var(--line)}h3{margin:2rem 0 .3rem;font-size:1.05rem}
code{font:.92em ui-monospace,monospace}h3 code{font-weight:700}.method{text-transform:uppercase;padding:.1em .5em;border-radius:.3em;background:var(--soft)}
table{border-collapse:collapse;width:100%;margin:.5rem 0}td,th{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line)}
p{margin:.4rem 0}nav a{margin-right:1rem;white-space:nowrap}.soft{opacity:.7}@media(max-width:40rem){table,tbody,tr,td{display:block}thead{display:none}td{border:0}tr{border-bottom:1px solid var(--line)}}`;

/** The OpenAPI document for people: one page without scripts. */
export function docsPage(document: Document): RequestHandler {
  const page = render(document);
  return (_request, response) => {
    response.type('html').send(page);
  };
}

function render(document: Document): string {
  const { info, components } = document;
  const operations = Object.entries(document.paths ?? {}).flatMap(([url, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({ url, method, operation })),
  );
  const schemas = Object.entries((components?.schemas ?? {}) as Record<string, Schema>);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(info.title)}: the HTTP interface</title><style>${STYLE}</style></head><body>
<h1>${text(info.title)}: the HTTP interface</h1>
${paragraphs(info.description)}
<p>Version ${text(info.version)}. For programs: <a href="/openapi.json">/openapi.json</a> (OpenAPI ${text(document.openapi)}).</p>
<nav aria-label="Parts of this page"><a href="#requests">Requests</a><a href="#documents">Documents</a><a href="#problems">Problems</a></nav>
<h2 id="requests">Requests</h2>
${operations.map(({ url, method, operation }) => operationSection(url, method, operation)).join('\n')}
<h2 id="documents">Documents</h2>
${schemas.map(([name, schema]) => schemaSection(name, schema)).join('\n')}
<h2 id="problems">Problems</h2>
${problemTable()}
</body></html>`;
}

function operationSection(url: string, method: string, operation: Operation): string {
  const { parameters = [], requestBody, responses } = operation;
  const rows = parameters.map(
    ({ name, in: place, required, schema = {} }) =>
      `<tr><td><code>${text(name)}</code>${required === true ? ' <span class="soft">needed</span>' : ''}</td><td class="soft">${text(place)}</td><td>${typeOf(schema)}</td><td>${text(schema.description ?? '')}</td></tr>`,
  );
  return `<section id="${text(operation.operationId ?? url)}"><h3><span class="method">${text(method)}</span> <code>${text(url)}</code></h3>
<p>${text(operation.summary ?? '')}.</p>${paragraphs(operation.description)}
${rows.length > 0 ? `<table><tbody>${rows.join('')}</tbody></table>` : ''}
${bodies('Body', requestBody?.content)}
${Object.entries(responses)
  .filter(([status]) => status !== 'default')
  .map(
    ([status, { description, content }]) => `<p>${text(status)}: ${text(description)}</p>${bodies('Answer', content)}`,
  )
  .join('')}</section>`;
}

function bodies(title: string, content: Readonly<Record<string, { schema?: Schema }>> = {}): string {
  return Object.entries(content)
    .map(
      ([type, { schema = {} }]) => `<p>${title} <code>${text(type)}</code>: ${typeOf(schema)}</p>${fieldTable(schema)}`,
    )
    .join('');
}

function schemaSection(name: string, schema: Schema): string {
  return `<section id="${text(name)}"><h3>${text(name)}</h3>${paragraphs(schema.description)}
${fieldTable(schema) || `<p>${typeOf(schema)}</p>`}${exampleOf(schema)}</section>`;
}

function fieldTable({ properties, required = [] }: Schema): string {
  if (properties === undefined) return '';
  const rows = Object.entries(properties).map(
    ([name, field]) =>
      `<tr><td><code>${text(name)}</code>${required.includes(name) ? '' : ' <span class="soft">may be missing</span>'}</td><td>${typeOf(field)}</td><td>${text(field.description ?? '')}</td></tr>`,
  );
  return `<table><tbody>${rows.join('')}</tbody></table>`;
}

function exampleOf({ example }: Schema): string {
  return example === undefined ? '' : `<p class="soft">Example: <code>${text(JSON.stringify(example))}</code></p>`;
}

/** 'integer, 1 to 100, by default 24', with links to the documents. */
function typeOf(schema: Schema): string {
  const name = schema.$ref?.split('/').at(-1);
  if (name !== undefined) return `<a href="#${text(name)}">${text(name)}</a>`;
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(' or ');
  const { minimum, maximum } = schema;
  const parts = [
    schema.items === undefined ? text(kindOf(schema)) : `list of ${typeOf(schema.items)}`,
    ...(schema.enum === undefined
      ? []
      : [schema.enum.map((value) => `<code>${text(String(value))}</code>`).join(' or ')]),
    ...(minimum !== undefined && maximum !== undefined ? [`${minimum} to ${maximum}`] : []),
    ...(schema.default === undefined ? [] : [`by default <code>${text(JSON.stringify(schema.default))}</code>`]),
  ];
  return parts.join(', ');
}

function kindOf({ type = 'anything' }: Schema): string {
  return typeof type === 'string' ? type : type.join(' or ');
}

function problemTable(): string {
  const rows = problemKinds().map(
    ({ code, status, title }) =>
      `<tr id="problem-${text(code)}"><td><code>${text(code)}</code></td><td>${status}</td><td>${text(title)}</td></tr>`,
  );
  return `<table><tbody>${rows.join('')}</tbody></table>`;
}

function paragraphs(written = ''): string {
  return written
    .split('\n\n')
    .filter((part) => part !== '')
    .map((part) => `<p>${text(part).replace(/`([^`]+)`/g, '<code>$1</code>')}</p>`)
    .join('');
}

function text(raw: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return raw.replace(/[&<>"]/g, (character) => names[character]);
}
