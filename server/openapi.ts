import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { REPEATED } from './parameters.js';
import { Problem } from './requests/index.js';
import type { BodyReader, Route } from './route.js';

type Document = ReturnType<OpenApiGeneratorV31['generateDocument']>;
type Content = Record<string, { schema: z.ZodType | Record<string, unknown> }>;

const DESCRIPTION = `Finds products by words and by photo.

A box is [x, y, width, height] in pixels of the upright photo. Every answer carries the header \`x-request-id\`. What goes
wrong is told as a problem document (RFC 9457) with a \`code\` for programs and a \`remedy\` for people. Parameters and
fields that are not described here are refused.`;

/** The OpenAPI 3.1 document of the routes, from the schemas that check their requests. */
export function openApiDocument(routes: readonly Route[], { version }: { readonly version: string }): Document {
  const registry = new OpenAPIRegistry();
  const security = registry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' });
  for (const route of routes) registry.registerPath({ ...pathOf(route), security: [{}, { [security.name]: [] }] });
  const document = new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Vitrine',
      version,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
  });
  return withLists(document);
}

/** Lists are repeated (`filter=a&filter=b`) or written with commas (`modes=words,image`), as `readParameters` reads them. */
function withLists(document: Document): Document {
  const operations = Object.values(document.paths ?? {}).flatMap((methods) =>
    Object.values(methods as Record<string, { readonly parameters?: WrittenParameter[] }>),
  );
  for (const { parameters = [] } of operations) {
    for (const parameter of parameters) {
      if (parameter.schema?.type === 'array') parameter.explode = REPEATED.has(parameter.name);
    }
  }
  return document;
}

interface WrittenParameter {
  readonly name: string;
  readonly schema?: { readonly type?: unknown };
  explode?: boolean;
}

function pathOf(route: Route): RouteConfig {
  const { id, method, url, tag, summary, description, access, path, parameters, body } = route;
  const query = parameters ?? body?.parameters;
  const note = access === 'write' ? 'Needs a write key where keys are set.' : undefined;
  const text = [description, note].filter((part) => part !== undefined).join('\n\n');
  return {
    ...{ method, path: url, operationId: id, tags: [tag], summary },
    ...(text === '' ? {} : { description: text }),
    request: {
      ...(path === undefined ? {} : { params: path }),
      ...(query === undefined ? {} : { query }),
      ...(body === undefined ? {} : { body: { required: true, content: contentOf(body) } }),
    },
    responses: responsesOf(route),
  };
}

function contentOf({ content }: BodyReader<unknown>): Content {
  return Object.fromEntries(
    Object.entries(content).map(([type, { schema, encoding }]) => [
      type,
      { schema: encoding === 'file' ? { type: 'string', format: 'binary' } : schema },
    ]),
  );
}

function responsesOf({ answer }: Route): RouteConfig['responses'] {
  const problem = {
    description: 'What went wrong, and what can be done about it.',
    content: { 'application/problem+json': { schema: Problem } },
  };
  return { [successOf(answer)]: answered(answer), default: problem };
}

function successOf(answer: Route['answer']): number {
  if (answer.kind === 'json') return answer.status ?? 200;
  return answer.kind === 'nothing' ? 204 : 200;
}

function answered(answer: Route['answer']): RouteConfig['responses'][string] {
  const { description } = answer;
  if (answer.kind === 'json') return { description, content: { 'application/json': { schema: answer.schema } } };
  if (answer.kind === 'nothing') return { description };
  const schema = answer.schema ?? { type: 'string', format: 'binary' };
  return {
    description,
    content: Object.fromEntries(answer.types.map((type) => [type, { schema: schema as z.ZodType }])),
  };
}
