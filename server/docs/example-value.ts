import { nameOfReference, type Schema, type Schemas } from './document.js';

/** What a text or a number of this name looks like, where its schema does not say. */
const BY_NAME: Readonly<Record<string, string | number>> = {
  ...{ title: 'Catwalk Women Red Heels', brand: 'Catwalk', color: 'Red', gender: 'Women', season: 'Summer' },
  ...{
    usage: 'Casual',
    category: 'Footwear > Shoes > Heels',
    currency: 'INR',
    price: 1299,
    listPrice: 1599,
    stock: 12,
  },
  ...{ url: 'https://shop.example/heels', description: 'Red heels with a pointed toe.', score: 0.82, total: 31 },
  ...{ milliseconds: 4.2, words: 0.9, text: 0.7, image: 0.6, photo: '/v1/products/1534/photos/0', name: 'color' },
  ...{ products: 35324, count: 12, engine: 'onnxruntime', model: 'e8581169a6d79f23', from: 'heals', to: 'heels' },
  ...{ term: 'red', word: 'maroon', similarity: 0.71, width: 1080, height: 1440, label: 'skirt', recipe: 'heatmap' },
  ...{ value: 'Red', minimum: 100, maximum: 2999, version: '0.1.0', uptimeSeconds: 86400, kind: 'hnsw' },
  ...{ vectors: 35324, recallAt10: 0.998, threads: 2, busy: 1, waiting: 0, id: '1534', bytes: 5120000, epoch: 16 },
  ...{ read: 4418, refused: 3, notPublished: 12, message: 'price: write 19.90', line: 12, status: 200 },
};

const DEEPEST = 8;

/**
 * An example of what a schema describes: its own example where it has one, else one that is made of its parts.
 * @param name of the field that holds the value
 */
export function exampleOf(schema: Schema, schemas: Schemas, name = '', depth = 0): unknown {
  if (schema.example !== undefined) return schema.example;
  if (depth > DEEPEST) return null;
  if (schema.$ref !== undefined) {
    return exampleOf(schemas[nameOfReference(schema.$ref)] ?? {}, schemas, name, depth + 1);
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) {
    const told = choices.find(({ type }) => type !== 'null') ?? choices[0];
    return exampleOf(told, schemas, name, depth + 1);
  }
  if (schema.allOf !== undefined) return joinedExample(schema.allOf, schemas, name, depth);
  return exampleOfType(schema, schemas, name, depth);
}

function joinedExample(parts: readonly Schema[], schemas: Schemas, name: string, depth: number): unknown {
  return Object.assign({}, ...parts.map((part) => exampleOf(part, schemas, name, depth + 1))) as unknown;
}

function exampleOfType(schema: Schema, schemas: Schemas, name: string, depth: number): unknown {
  switch (typeOfValue(schema)) {
    case 'object':
      return objectExample(schema, schemas, depth);
    case 'array':
      return listExample(schema, schemas, name, depth);
    case 'string':
      return textExample(schema, name);
    case 'integer':
    case 'number':
      return numberExample(schema, name);
    case 'boolean':
      return true;
    default:
      return null;
  }
}

function typeOfValue({ type, properties }: Schema): string | undefined {
  if (typeof type === 'string') return type;
  if (type === undefined) return properties === undefined ? undefined : 'object';
  return type.find((one) => one !== 'null');
}

function objectExample({ properties, additionalProperties }: Schema, schemas: Schemas, depth: number): object {
  const named = Object.entries(properties ?? {}).map(([name, field]): [string, unknown] => [
    name,
    exampleOf(field, schemas, name, depth + 1),
  ]);
  if (named.length > 0 || typeof additionalProperties !== 'object') return Object.fromEntries(named);
  return { material: exampleOf(additionalProperties, schemas, '', depth + 1) };
}

function listExample({ items, prefixItems }: Schema, schemas: Schemas, name: string, depth: number): unknown[] {
  if (prefixItems !== undefined) return prefixItems.map((item) => exampleOf(item, schemas, name, depth + 1));
  return items === undefined ? [] : [exampleOf(items, schemas, name, depth + 1)];
}

function textExample({ format }: Schema, name: string): string {
  if (format === 'date-time') return '2026-11-21T08:53:00.000Z';
  const known = BY_NAME[name];
  return typeof known === 'string' ? known : 'text';
}

function numberExample({ type, minimum, maximum }: Schema, name: string): number {
  const known = BY_NAME[name];
  const number = typeof known === 'number' ? known : 1;
  const whole = type === 'integer' || (Array.isArray(type) && type.includes('integer')) ? Math.round(number) : number;
  return Math.min(maximum ?? Infinity, Math.max(minimum ?? -Infinity, whole));
}
