import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OperationId } from '../../src/api/operation.ts';
import contract from '../generated/contract.json' with { type: 'json' };
import type { FieldError, Lang } from '../problem.ts';

type Json = unknown;
type Node = { [key: string]: Json };

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required?: boolean;
  schema: Node;
}

/** An answer the contract names for one status. */
export interface AnswerShape {
  readonly status: number;
  readonly types: readonly string[];
}

/** A contract with the checks that were compiled of it so far. */
interface Source {
  readonly document: { readonly paths: Record<string, Node>; readonly components: Record<string, Node> };
  readonly compiled: Map<string, ValidateFunction>;
  bodies?: Ajv2020;
  members?: Ajv2020;
}

/** One operation of a contract, ready to be matched. */
export interface Route<Id extends string = OperationId> {
  readonly id: Id;
  readonly source: Source;
  readonly method: string;
  readonly path: string;
  /** `security: []`: nobody needs to be signed in. */
  readonly open: boolean;
  readonly bodyTypes: readonly string[];
  readonly bodyRequired: boolean;
  readonly answers: readonly AnswerShape[];
  readonly statuses: ReadonlySet<number>;
  readonly parameters: readonly Parameter[];
}

/** An operation of whatever contract. */
type AnyRoute = Route<string>;

interface CompiledRoute<Id extends string> extends Route<Id> {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly fixed: number;
}

const METHODS = ['get', 'put', 'post', 'patch', 'delete', 'head'];

/** What a contract says of itself. */
export interface Contract<Id extends string> {
  readonly operationIds: readonly Id[];
  /** The route of an operation. */
  routeOf(id: Id): Route<Id>;
  /** Which operation a path below the API base means, with its raw path members. */
  matchRoute(method: string, path: string): { route: Route<Id>; params: Record<string, string> } | undefined;
  /** The methods that a path below the API base knows. */
  methodsOf(path: string): string[];
}

const resolve = ({ document }: Source, value: Json): Json => {
  let found = value;
  for (;;) {
    const ref = (found as Node | undefined)?.['$ref'];
    if (typeof ref !== 'string') return found;
    found = ref
      .slice(2)
      .split('/')
      .reduce<Json>((node, key) => (node as Node)[key], document);
  }
};

const contentOf = (source: Source, holder: Json): Node =>
  ((resolve(source, holder) as Node)['content'] ?? {}) as Node;

const routesOf = <Id extends string>(source: Source): CompiledRoute<Id>[] =>
  Object.entries(source.document.paths).flatMap(([path, item]) =>
    METHODS.flatMap(method => {
      const operation = item[method] as Node | undefined;
      if (operation === undefined) return [];
      const names: string[] = [];
      const pattern = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
        names.push(name);
        return '([^/]+)';
      });
      const body = operation['requestBody'] as Node | undefined;
      const responses = operation['responses'] as Node;
      return [
        {
          id: operation['operationId'] as Id,
          source,
          method: method.toUpperCase(),
          path,
          open: Array.isArray(operation['security']) && operation['security'].length === 0,
          bodyTypes: Object.keys(body?.['content'] ?? {}),
          bodyRequired: body?.['required'] === true,
          // Successes first: refusals are here for handlers that answer with a page or a header of their own.
          answers: Object.entries(responses)
            .map(([status, answer]) => ({
              status: Number(status),
              types: Object.keys(contentOf(source, answer)),
            }))
            .toSorted((a, b) => a.status - b.status),
          statuses: new Set(Object.keys(responses).map(Number)),
          parameters: ((operation['parameters'] ?? []) as Json[]).map(
            one => resolve(source, one) as Parameter,
          ),
          pattern: new RegExp(`^${pattern}$`),
          names,
          fixed: path.split('/').filter(part => !part.startsWith('{')).length,
        },
      ];
    }),
  );

/** Reads a contract. @param document OpenAPI as `npm run generate` writes it */
export function contractOf<Id extends string>(document: unknown): Contract<Id> {
  const source: Source = { document: document as Source['document'], compiled: new Map() };
  const routes = routesOf<Id>(source);
  // `/register/deletions` goes before `/register/{category}`.
  routes.sort((a, b) => b.fixed - a.fixed);
  const byId = new Map(routes.map(route => [route.id, route]));
  return {
    operationIds: routes.map(route => route.id),
    routeOf: id => {
      const route = byId.get(id);
      if (route === undefined) throw new Error(`no operation ${id}`);
      return route;
    },
    matchRoute: (method, path) => {
      // HEAD is GET without the body, where the contract has no HEAD of its own.
      const wanted =
        method === 'HEAD' && !routes.some(one => one.method === 'HEAD' && one.pattern.test(path))
          ? 'GET'
          : method;
      for (const route of routes) {
        if (route.method !== wanted) continue;
        const match = route.pattern.exec(path);
        if (match === null) continue;
        const params: Record<string, string> = {};
        for (const [i, name] of route.names.entries()) {
          try {
            params[name] = decodeURIComponent(match[i + 1] ?? '');
          } catch {
            return undefined;
          }
        }
        return { route, params };
      }
      return undefined;
    },
    methodsOf: path => {
      const known = new Set(routes.filter(route => route.pattern.test(path)).map(route => route.method));
      if (known.has('GET')) known.add('HEAD');
      return [...known].toSorted();
    },
  };
}

/** The contract of the customers. */
export const { operationIds, routeOf, matchRoute, methodsOf } = contractOf<OperationId>(contract);

/**
 * The same schema, closed: members nobody named are an error. An object of an `allOf` would have to be closed as a
 * whole; the contract has none. `mapping` is left out because Ajv reads the `const` of each branch instead.
 */
const close = (schema: Json): Json => {
  if (Array.isArray(schema)) return schema.map(close);
  if (schema === null || typeof schema !== 'object') return schema;
  const out: Node = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'example' || key === 'examples') continue;
    if (key === 'properties') {
      out[key] = Object.fromEntries(Object.entries(value as Node).map(([name, one]) => [name, close(one)]));
    } else if (key === 'enum' || key === 'required' || key === 'const') out[key] = value;
    else if (key === 'discriminator') out[key] = { propertyName: (value as Node)['propertyName'] };
    else if (key === '$ref') out[key] = (value as string).replace(/^#/, 'contract#');
    else out[key] = close(value);
  }
  if ('properties' in out && !('additionalProperties' in out) && !('allOf' in out))
    out['additionalProperties'] = false;
  return out;
};

const makeAjv = (coerce: boolean) => {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    discriminator: true,
    coerceTypes: coerce,
    useDefaults: coerce,
    validateSchema: false,
  });
  addFormats.default(ajv);
  ajv.addFormat('binary', true);
  return ajv;
};

const ajvWith = ({ document }: Source, coerce: boolean): Ajv2020 =>
  makeAjv(coerce).addSchema({
    $id: 'contract',
    components: { schemas: close(document.components['schemas']) },
  });

const bodyAjv = (source: Source): Ajv2020 => (source.bodies ??= ajvWith(source, false));
const memberAjv = (source: Source): Ajv2020 => (source.members ??= ajvWith(source, true));

const compile = (
  source: Source,
  key: string,
  ajv: (source: Source) => Ajv2020,
  schema: () => Json,
): ValidateFunction => {
  const known = source.compiled.get(key);
  if (known !== undefined) return known;
  const made = ajv(source).compile(schema() as Node);
  source.compiled.set(key, made);
  return made;
};

const ERROR_MESSAGES: Record<string, Record<Lang, string>> = {
  required: { ru: 'Заполните это поле', en: 'This is required' },
  additionalProperties: { ru: 'Такого поля здесь нет', en: 'There is no such member here' },
  type: { ru: 'Значение другого вида', en: 'The value is of another kind' },
  format: { ru: 'Неверный формат', en: 'The format is wrong' },
  enum: { ru: 'Такого варианта нет', en: 'There is no such choice' },
  const: { ru: 'Такого варианта нет', en: 'There is no such choice' },
  discriminator: { ru: 'Такого варианта нет', en: 'There is no such choice' },
  minLength: { ru: 'Слишком коротко', en: 'Too short' },
  maxLength: { ru: 'Слишком длинно', en: 'Too long' },
  minimum: { ru: 'Число слишком маленькое', en: 'The number is too small' },
  maximum: { ru: 'Число слишком большое', en: 'The number is too large' },
  minItems: { ru: 'Выберите хотя бы одно', en: 'Choose at least one' },
  maxItems: { ru: 'Слишком много строк', en: 'Too many items' },
  uniqueItems: { ru: 'Строки повторяются', en: 'Items repeat' },
  pattern: { ru: 'Неверный формат', en: 'The format is wrong' },
};
const ANY = { ru: 'Значение не подходит', en: 'The value does not fit' };

/** A sentence for an error code of the validator, for handlers that find errors of the same kind. */
export const errorMessageOf = (code: string, lang: Lang): string => (ERROR_MESSAGES[code] ?? ANY)[lang];

const escapePointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

const toField = (error: ErrorObject, lang: Lang, prefix: string): FieldError => {
  const params = error.params as Record<string, unknown>;
  const member = params['missingProperty'] ?? params['additionalProperty'];
  const tag = error.keyword === 'discriminator' ? params['tag'] : undefined;
  const extra = member ?? tag;
  const at = `${error.instancePath}${typeof extra === 'string' ? `/${escapePointer(extra)}` : ''}`;
  const code = error.keyword === 'additionalProperties' ? 'unknown' : error.keyword;
  return {
    pointer: prefix === '' ? at : `${prefix}${at}`,
    detail: errorMessageOf(error.keyword, lang),
    code,
  };
};

/** One error a place is enough; the summaries of `oneOf` and `anyOf` say nothing beside the errors they sum up. */
const toFields = (
  errors: readonly ErrorObject[] | null | undefined,
  lang: Lang,
  prefix: string,
): FieldError[] => {
  const all = errors ?? [];
  const sharp = all.filter(error => !['oneOf', 'anyOf', 'if', 'allOf'].includes(error.keyword));
  const seen = new Set<string>();
  return (sharp.length > 0 ? sharp : all).flatMap(error => {
    const field = toField(error, lang, prefix);
    if (seen.has(field.pointer)) return [];
    seen.add(field.pointer);
    return [field];
  });
};

const memberSchema = (route: AnyRoute, place: Parameter['in']): Json => {
  const own = route.parameters.filter(parameter => parameter.in === place);
  const name = (parameter: Parameter) => (place === 'header' ? parameter.name.toLowerCase() : parameter.name);
  return {
    type: 'object',
    properties: Object.fromEntries(own.map(parameter => [name(parameter), close(parameter.schema)])),
    required: own.filter(parameter => parameter.required === true).map(name),
    additionalProperties: place === 'header',
  };
};

const checkMembers = (route: AnyRoute, place: Parameter['in'], value: Node, lang: Lang): FieldError[] => {
  const validate = compile(route.source, `${place}:${route.id}`, memberAjv, () => memberSchema(route, place));
  return validate(value) ? [] : toFields(validate.errors, lang, place);
};

/** Path members: coerced in place. Errors point to `path/…`. */
export const checkPath = (route: AnyRoute, params: Node, lang: Lang): FieldError[] =>
  checkMembers(route, 'path', params, lang);

/**
 * Query members: coerced and filled with defaults in place. Unknown and repeated ones are errors at `query/…`; where nobody
 * needs to be signed in they are passed over, since mail programs and counters add their own to a link.
 */
export const checkQuery = (
  route: AnyRoute,
  search: URLSearchParams,
  lang: Lang,
): { query: Node; errors: FieldError[] } => {
  const query: Node = {};
  const errors: FieldError[] = [];
  for (const name of new Set(search.keys())) {
    if (route.open && !route.parameters.some(one => one.in === 'query' && one.name === name)) continue;
    const values = search.getAll(name);
    query[name] = values[0];
    if (values.length > 1) errors.push({ pointer: `query/${name}`, detail: ANY[lang], code: 'repeated' });
  }
  return { query, errors: [...errors, ...checkMembers(route, 'query', query, lang)] };
};

/** Headers the contract names. Errors point to `header/…`; the CSRF token and the language have rules of their own. */
export const checkHeaders = (route: AnyRoute, headers: Headers, lang: Lang): FieldError[] => {
  const value: Node = {};
  for (const parameter of route.parameters) {
    const given = parameter.in === 'header' ? headers.get(parameter.name) : null;
    if (given !== null) value[parameter.name.toLowerCase()] = given;
  }
  return checkMembers(route, 'header', value, lang);
};

const operationOf = ({ source, path, method }: AnyRoute): Node =>
  (source.document.paths[path] as Node)[method.toLowerCase()] as Node;

const bodySchema = (route: AnyRoute, type: string): Json => {
  const operation = operationOf(route);
  const content = (operation['requestBody'] as Node)['content'] as Node;
  return close((content[type] as Node)['schema']);
};

/** A body against the contract; errors point into it. */
export const checkBody = (route: AnyRoute, type: string, body: Json, lang: Lang): FieldError[] => {
  const validate = compile(route.source, `body:${route.id}:${type}`, bodyAjv, () => bodySchema(route, type));
  return validate(body) ? [] : toFields(validate.errors, lang, '');
};

/** What is wrong with an answer: nothing when it keeps the contract. */
export const checkAnswer = (route: AnyRoute, status: number, type: string, body: Json): FieldError[] => {
  const answer = route.answers.find(one => one.status === status);
  if (answer === undefined)
    return [{ pointer: '', detail: `status ${status} is not in the contract`, code: 'status' }];
  if (answer.types.length === 0) {
    return body === undefined ? [] : [{ pointer: '', detail: 'no body is promised', code: 'body' }];
  }
  if (!answer.types.includes(type))
    return [{ pointer: '', detail: `${type} is not in the contract`, code: 'type' }];
  if (type !== 'application/json') return [];
  const validate = compile(route.source, `answer:${route.id}:${status}`, bodyAjv, () => {
    const response = (operationOf(route)['responses'] as Node)[String(status)];
    return close((contentOf(route.source, response)['application/json'] as Node)['schema']);
  });
  return validate(body)
    ? []
    : (validate.errors ?? []).map(error => ({
        pointer: error.instancePath,
        detail: `${error.message ?? ''} ${JSON.stringify(error.params)}`,
        code: error.keyword,
      }));
};
