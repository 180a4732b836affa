import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OperationId } from '../src/api/operation.ts';
import contract from './generated/contract.json' with { type: 'json' };
import { type FieldError, fieldError } from './problem.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Schema = Record<string, unknown>;

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required?: boolean;
  schema: Schema;
}

/** An operation as the contract describes it, ready to be matched and checked. */
export interface ContractOperation {
  id: OperationId;
  method: string;
  path: string;
  pattern: RegExp;
  names: string[];
  parameters: Parameter[];
  /** Without a session: the public operations. */
  open: boolean;
  body?: { required: boolean; content: Record<string, { schema?: Schema }> };
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

const spec = contract as unknown as {
  paths: Record<string, Record<string, Record<string, unknown>>>;
  components: Record<string, Record<string, unknown>>;
};

function resolve<T>(value: unknown): T {
  const ref = (value as { $ref?: string }).$ref;
  if (ref === undefined) return value as T;
  const [, , kind = '', name = ''] = ref.split('/');
  return spec.components[kind]?.[name] as T;
}

/** All operations of the contract; literal paths come before those with parameters. */
export const OPERATIONS: readonly ContractOperation[] = Object.entries(spec.paths)
  .flatMap(([path, item]) =>
    Object.entries(item).map(([method, raw]): ContractOperation => {
      const body = raw['requestBody'] as { required?: boolean; content: Record<string, { schema?: Schema }> } | undefined;
      return {
        id: raw['operationId'] as OperationId,
        method: method.toUpperCase(),
        path,
        pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`),
        names: [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1] ?? ''),
        parameters: ((raw['parameters'] as unknown[]) ?? []).map(parameter => resolve<Parameter>(parameter)),
        open: Array.isArray(raw['security']) && raw['security'].length === 0,
        ...(body === undefined ? {} : { body: { required: body.required === true, content: body.content } }),
        responses: Object.fromEntries(
          Object.entries(raw['responses'] as Record<string, unknown>).map(([status, response]) => [status, resolve(response)]),
        ),
      };
    }),
  )
  .toSorted((a, b) => a.names.length - b.names.length);

/** The operation a request means, with the members of its path. */
export function matchOperation(
  method: string,
  path: string,
): { operation: ContractOperation; params: Record<string, string> } | undefined {
  for (const operation of OPERATIONS) {
    if (operation.method !== method) continue;
    const match = operation.pattern.exec(path);
    if (!match) continue;
    const params = Object.fromEntries(operation.names.map((name, index) => [name, decode(match[index + 1] ?? '')]));
    return { operation, params };
  }
  return undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Closes every object, so that a member the contract does not name is a break of it. */
function close(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(close);
  if (typeof value !== 'object' || value === null) return value;
  const schema = value as Schema;
  if (typeof schema['$ref'] === 'string') return { $ref: schema['$ref'].replace('#/', 'contract#/') };
  const copy = Object.fromEntries(
    Object.entries(schema).map(([key, member]) => [
      key,
      key === 'properties'
        ? Object.fromEntries(Object.entries(member as Schema).map(([name, inner]) => [name, close(inner)]))
        : key === 'enum' || key === 'const' || key === 'required' || key === 'example'
          ? member
          : close(member),
    ]),
  );
  if (copy['type'] === 'object' && copy['properties'] !== undefined && copy['additionalProperties'] === undefined)
    copy['additionalProperties'] = false;
  // The discriminator of OpenAPI says nothing that `const` does not say already.
  delete copy['discriminator'];
  return copy;
}

function makeAjv(coerceTypes: boolean): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true, coerceTypes });
  addFormats(ajv);
  ajv.addFormat('binary', true);
  ajv.addSchema({ $id: 'contract', components: { schemas: close(spec.components['schemas']) } });
  return ajv;
}

let exact: Ajv2020 | undefined;
let coercing: Ajv2020 | undefined;
const compiled = new Map<string, ValidateFunction>();

function check(name: string, schema: Schema, coerce: boolean): ValidateFunction {
  let validate = compiled.get(name);
  if (!validate) {
    const ajv = coerce ? (coercing ??= makeAjv(true)) : (exact ??= makeAjv(false));
    validate = ajv.compile(close(schema) as Schema);
    compiled.set(name, validate);
  }
  return validate;
}

function pointerOf(error: ErrorObject): string {
  const params = error.params as { missingProperty?: string; additionalProperty?: string };
  const name = params.missingProperty ?? params.additionalProperty;
  return name === undefined ? error.instancePath : `${error.instancePath}/${name}`;
}

const toFieldErrors = (errors: readonly ErrorObject[] | null | undefined, prefix: string): FieldError[] =>
  (errors ?? []).map(error => {
    const pointer = pointerOf(error);
    return fieldError(prefix === '' ? pointer : `${prefix}${pointer}`, error.keyword, error.message ?? error.keyword);
  });

/** Members of the query, the path or the headers, turned into the types the contract gives them. */
export function checkParameters(
  operation: ContractOperation,
  place: 'query' | 'header' | 'path',
  given: Record<string, string | string[]>,
): { value: Record<string, Json>; errors: FieldError[] } {
  const own = operation.parameters.filter(parameter => parameter.in === place);
  const value: Record<string, Json> = { ...given };
  const schema: Schema = {
    type: 'object',
    properties: Object.fromEntries(own.map(parameter => [parameter.name.toLowerCase(), parameter.schema])),
    required: own.filter(parameter => parameter.required).map(parameter => parameter.name.toLowerCase()),
    // A browser sends headers of its own; a query member nobody named is a mistake.
    additionalProperties: place !== 'query',
  };
  const names = new Map(own.map(parameter => [parameter.name.toLowerCase(), parameter.name]));
  const lowered: Record<string, Json> = Object.fromEntries(
    Object.entries(value).map(([name, member]) => [place === 'query' || place === 'path' ? name.toLowerCase() : name, member]),
  );
  const validate = check(`${operation.id}:${place}`, schema, true);
  const errors = validate(lowered) ? [] : toFieldErrors(validate.errors, place);
  return {
    value: Object.fromEntries(Object.entries(lowered).map(([name, member]) => [names.get(name) ?? name, member])),
    errors,
  };
}

/** What is wrong with a body; nothing when all is right. */
export function checkBody(operation: ContractOperation, mediaType: string, body: unknown): FieldError[] {
  const schema = operation.body?.content[mediaType]?.schema;
  if (!schema) return [];
  const validate = check(`${operation.id}:body:${mediaType}`, schema, false);
  return validate(body) ? [] : toFieldErrors(validate.errors, '');
}

/** What is wrong with an answer; nothing when it is as the contract promises. */
export function checkAnswer(operation: ContractOperation, status: number, mediaType: string, body: unknown): FieldError[] {
  const response = operation.responses[String(status)];
  if (!response) return [fieldError('', 'status', `status ${status} is not in the contract`)];
  const content = response.content ?? {};
  if (Object.keys(content).length === 0) return [];
  const media = content[mediaType];
  if (!media) return [fieldError('', 'media-type', `${mediaType} is not in the contract`)];
  if (!media.schema || !mediaType.endsWith('json')) return [];
  const validate = check(`${operation.id}:${status}:${mediaType}`, media.schema, false);
  return validate(body) ? [] : toFieldErrors(validate.errors, '');
}
