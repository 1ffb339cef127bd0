import type { openApiDocument } from '../openapi.js';

export type Document = ReturnType<typeof openApiDocument>;

/** JSON Schema, as far as the page shows it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly example?: unknown;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

export type Schemas = Readonly<Record<string, Schema>>;

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

/** An operation where it stands in the OpenAPI document. */
export interface Operation {
  readonly url: string;
  readonly method: string;
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly body: Content;
  readonly answers: readonly {
    readonly status: string;
    readonly description: string;
    readonly content: Content;
  }[];
}

interface WrittenOperation {
  readonly summary?: string;
  readonly description?: string;
  readonly operationId?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
}

/** @returns the operations in the order of the document, what may be left out filled in */
export function operationsOf({ paths }: Document): Operation[] {
  return Object.entries(paths ?? {}).flatMap(([url, methods]) =>
    Object.entries(methods as Record<string, WrittenOperation>).map(([method, written]) => ({
      ...{ url, method, id: written.operationId ?? url, tag: written.tags?.at(0) ?? '' },
      ...{ summary: written.summary ?? '', description: written.description ?? '' },
      ...{ parameters: written.parameters ?? [], body: written.requestBody?.content ?? {} },
      answers: Object.entries(written.responses)
        .filter(([status]) => status !== 'default')
        .map(([status, { description, content = {} }]) => ({ status, description, content })),
    })),
  );
}

export function schemasOf({ components }: Document): Schemas {
  return components?.schemas ?? {};
}

/** '#/components/schemas/Hit' is 'Hit'. */
export function nameOfReference(reference: string): string {
  return reference.split('/').at(-1) ?? reference;
}
