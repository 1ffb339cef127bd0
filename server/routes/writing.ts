import { once } from 'node:events';
import type { Response } from 'express';
import { BadInputError, NotFoundError, VitrineError } from '../../src/index.js';
import type { ProductOutcome } from '../../indexer/index.js';
import type { Writing } from '../answering/writing.js';
import { jsonOf, textOf } from '../bodies/bytes.js';
import { jsonBody } from '../bodies/json.js';
import { linesBody, type Line } from '../bodies/lines.js';
import { requestIdOf } from '../middleware/request-id.js';
import { problemOf } from '../problems.js';
import { LineAnswer, ProductBody, ProductPath, UpsertAnswer, type Problem } from '../requests/index.js';
import { defineRoute, type Route } from '../route.js';

/** Lines that are written in one go. */
const AT_ONCE = 32;

/** Adding, changing and deleting products: each change is found by the next search. */
export function writeRoutes(writing: Writing): Route[] {
  return [putRoute(writing), deleteRoute(writing), bulkRoute(writing)];
}

function putRoute(writing: Writing): Route {
  return defineRoute({
    ...{ id: 'putProduct', method: 'put', url: '/v1/products/{id}', tag: 'products', access: 'write' },
    summary: 'Add a product, or replace it',
    path: ProductPath,
    body: jsonBody(ProductBody),
    answer: { kind: 'json', schema: UpsertAnswer, description: 'The product can be found.' },
    async handle({ path: { id }, body, signal, response }) {
      if (body.id !== undefined && body.id !== id) {
        throw new BadInputError({
          field: 'id',
          reason: `'${body.id}' is not the id of the address`,
          remedy: 'leave it out',
        });
      }
      const [outcome] = await writing.upsert([{ ...body, id }], signal);
      if (outcome.status === 'refused') throw refusalOf(outcome);
      const { status } = outcome;
      return { id, status, ...problemIn(outcome, requestIdOf(response)) };
    },
  });
}

function deleteRoute(writing: Writing): Route {
  return defineRoute({
    ...{ id: 'deleteProduct', method: 'delete', url: '/v1/products/{id}', tag: 'products', access: 'write' },
    summary: 'Delete a product',
    path: ProductPath,
    answer: { kind: 'nothing', description: 'The product is found no more.' },
    async handle({ path: { id }, signal }) {
      const [{ status }] = await writing.remove([id], signal);
      if (status === 'unknown') throw new NotFoundError({ field: 'id', reason: `there is no product '${id}'` });
    },
  });
}

function bulkRoute(writing: Writing): Route {
  return defineRoute({
    ...{ id: 'writeProducts', method: 'post', url: '/v1/products', tag: 'products', access: 'write' },
    summary: 'Add or replace products, one a line; each line is answered by one',
    body: linesBody,
    answer: {
      ...{ kind: 'stream', types: ['application/x-ndjson'], schema: LineAnswer },
      description: 'What became of each line, in their order, as soon as it is known.',
    },
    async handle({ body, signal, response }) {
      response.set({ 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
      for await (const lines of body) {
        for (let start = 0; start < lines.length; start += AT_ONCE) {
          const answers = await answerLines(writing, lines.slice(start, start + AT_ONCE), { signal, response });
          const text = answers.map((answer) => `${JSON.stringify(answer)}\n`).join('');
          // Nobody reads any more when it is raised: the next question then fails.
          if (!response.write(text)) await once(response, 'drain', { signal }).catch(() => undefined);
        }
      }
      response.end();
    },
  });
}

interface Surroundings {
  readonly signal: AbortSignal;
  readonly response: Response;
}

async function answerLines(
  writing: Writing,
  lines: readonly Line[],
  { signal, response }: Surroundings,
): Promise<LineAnswer[]> {
  const id = requestIdOf(response);
  const read = lines.filter(({ bytes }) => bytes.some((byte) => byte > 32)).map((line) => readLine(line, id));
  const rows = read.flatMap((line) => ('row' in line ? [line.row] : []));
  const outcomes = rows.length === 0 ? [] : await written(writing, rows, { signal, id });
  let next = 0;
  return read.map((line) => ('row' in line ? { line: line.line, ...outcomes[next++] } : line.refused));
}

type ReadLine = { readonly line: number; readonly row: unknown } | { readonly refused: LineAnswer };

function readLine({ number: line, bytes }: Line, requestId: string): ReadLine {
  try {
    return { line, row: jsonOf(textOf(bytes)) };
  } catch (error) {
    return { refused: { line, id: null, status: 'refused', problem: problemOf(error, requestId) } };
  }
}

type Written = Omit<LineAnswer, 'line'>;

/** When a whole group cannot be written, because somebody else is writing, each of its lines says so. */
async function written(
  writing: Writing,
  rows: readonly unknown[],
  { signal, id }: { readonly signal: AbortSignal; readonly id: string },
): Promise<Written[]> {
  try {
    const outcomes = await writing.upsert(rows, signal);
    return outcomes.map((outcome) => ({ id: outcome.id, status: outcome.status, ...problemIn(outcome, id) }));
  } catch (error) {
    if (signal.aborted) throw error;
    const problem = problemOf(error, id);
    return rows.map(() => ({ id: null, status: 'refused', problem }));
  }
}

function problemIn(outcome: ProductOutcome, requestId: string): { problem?: Problem } {
  return outcome.problem === undefined ? {} : { problem: problemOf(refusalOf(outcome), requestId) };
}

function refusalOf({ problem = { reason: 'refused' } }: ProductOutcome): VitrineError {
  return new VitrineError('bad-row', problem);
}
