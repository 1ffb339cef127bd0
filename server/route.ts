import type { Request, Response } from 'express';
import type { z } from 'zod';

/** How a body is read, and how the documentation tells it. */
export interface BodyReader<Body> {
  /** By content type: what the body must be. */
  readonly content: Readonly<Record<string, { readonly schema: z.ZodType; readonly encoding?: 'file' | 'lines' }>>;
  /** Parameters in the address that belong to one of the content types. */
  readonly parameters?: z.ZodObject | undefined;
  /** @throws ServiceError 413, 415; BadInputError */
  read(request: Request, signal: AbortSignal): Promise<Body>;
}

/** What a route hands back when all is well. */
export type AnswerKind =
  /** A value, or the finished text of one. */
  | {
      readonly kind: 'json';
      readonly schema: z.ZodType;
      readonly description: string;
      readonly status?: 200 | 201 | 202;
    }
  /** The handler writes it by itself. */
  | {
      readonly kind: 'stream';
      readonly types: readonly string[];
      readonly schema?: z.ZodType;
      readonly description: string;
    }
  | { readonly kind: 'nothing'; readonly description: string };

/** A request on its way to a handler: checked. */
export interface Call<Path, Parameters, Body> {
  readonly path: Path;
  readonly parameters: Parameters;
  readonly body: Body;
  /** Raised when the client has gone away. */
  readonly signal: AbortSignal;
  readonly request: Request;
  readonly response: Response;
}

export interface RouteDefinition<Path extends z.ZodObject, Parameters extends z.ZodObject, Body> {
  /** The operation's name in the OpenAPI document and in the metrics. */
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** As in OpenAPI: '/v1/products/{id}'. */
  readonly url: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Which key opens it, where keys are asked for. */
  readonly access: 'read' | 'write';
  readonly path?: Path;
  readonly parameters?: Parameters;
  readonly body?: BodyReader<Body>;
  /** Parameters that the documentation's command shows; by default those that are needed. */
  readonly example?: Readonly<Record<string, string | readonly string[]>>;
  readonly answer: AnswerKind;
  readonly handle: (call: Call<z.output<Path>, z.output<Parameters>, Body>) => unknown;
}

/** A route whose types are known only to itself: what the app mounts and the documentation tells. */
export interface Route extends Omit<RouteDefinition<z.ZodObject, z.ZodObject, unknown>, 'handle'> {
  readonly handle: (call: Call<never, never, never>) => unknown;
}

/** Declares a route; schemas and handler are checked against each other. */
export function defineRoute<
  Path extends z.ZodObject = z.ZodObject,
  Parameters extends z.ZodObject = z.ZodObject,
  Body = undefined,
>(definition: RouteDefinition<Path, Parameters, Body>): Route {
  return definition;
}
