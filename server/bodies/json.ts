import type { Request } from 'express';
import type { z } from 'zod';
import { checked } from '../parameters.js';
import type { BodyReader } from '../route.js';
import { jsonOf, readBytes, textOf, unknownType } from './bytes.js';

/** Far more than any query or product needs. */
export const JSON_LIMIT = 1024 * 1024;

/** A body that is one JSON document. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema): BodyReader<z.output<Schema>> {
  return {
    content: { 'application/json': { schema } },
    read: (request) => readJson(request, schema),
  };
}

/** @throws ServiceError 413 or 415, BadInputError */
export async function readJson<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.output<Schema>> {
  if (request.is('application/json') === false) throw unknownType(request, ['application/json']);
  const bytes = await readBytes(request, { limit: JSON_LIMIT });
  return checked(schema, jsonOf(textOf(bytes)));
}
