import type { operations } from './generated/schema.ts';
import type { Check } from './shape-checks.ts';

/** The id of an operation of the contract (`operationId` in openapi.yaml). */
export type OperationId = keyof operations;

/** One operation of the contract, with the compiled check of its answer. Generated, one module each. */
export interface Operation<Id extends OperationId> {
  readonly id: Id;
  readonly method: 'get' | 'put' | 'post' | 'patch' | 'delete' | 'head';
  /** Path template below the API base, with `{parameters}`. */
  readonly path: string;
  /** True when the value has the shape the contract promises. */
  readonly check: Check<Answer<Id>>;
}

type Json<T> = T extends { content: { 'application/json': infer Content } } ? Content : never;
type Success<R> = R extends Record<number, unknown> ? Json<R[keyof R & (200 | 201 | 202)]> : never;
type Given<T, K extends string> = T extends { [P in K]?: infer V } ? Exclude<V, undefined> : never;

/** The JSON answer of an operation when it succeeds; `never` when it has none. */
export type Answer<Id extends OperationId> = Success<operations[Id]['responses']>;

/** The JSON body an operation takes. */
export type Body<Id extends OperationId> = operations[Id] extends { requestBody?: infer B }
  ? Json<Exclude<B, undefined>>
  : never;

/** The query members an operation takes. */
export type Query<Id extends OperationId> = Given<operations[Id]['parameters'], 'query'>;

/** The members of the path template of an operation. */
export type PathParams<Id extends OperationId> = Given<operations[Id]['parameters'], 'path'>;

type ParametersOf<Id extends OperationId> = operations[Id]['parameters'];

type PathInput<Id extends OperationId> =
  ParametersOf<Id> extends { path: infer Path extends object } ? { path: Path } : { path?: never };
type QueryInput<Id extends OperationId> =
  ParametersOf<Id> extends { query: infer Required extends object }
    ? { query: Required }
    : { query?: Query<Id> };
type BodyInput<Id extends OperationId> = operations[Id] extends {
  requestBody: { content: { 'application/json': infer Required extends object } };
}
  ? { body: Required }
  : { body?: Body<Id> };

/**
 * The members of the path template, the query members and the JSON body of an operation: each is required where the
 * contract requires it, and not taken where the contract has none.
 */
export type OperationInput<Id extends OperationId> = PathInput<Id> & QueryInput<Id> & BodyInput<Id>;
