import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { checkAnswer, type Route } from '../../core/http/contract.ts';
import contract from '../../core/generated/contract.json' with { type: 'json' };

interface Reply {
  $ref?: string;
  headers?: Record<string, unknown>;
}
const { paths, components } = contract as unknown as {
  paths: Record<string, Record<string, { responses: Record<string, Reply> }>>;
  components: { responses: Record<string, Reply> };
};

const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
addFormats.default(ajv);
ajv.addFormat('binary', true);
ajv.addSchema(contract, 'contract');

const compiled = new Map<string, ValidateFunction>();

/** What is wrong with a value, one line a place; `pointer` leads to the schema in the contract. */
function errorsOf(pointer: string, value: unknown): string[] {
  const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `contract#${pointer}` });
  compiled.set(pointer, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `at ${instancePath === '' ? '/' : instancePath}: ${message ?? ''}${
        'allowedValues' in params ? ` (${(params['allowedValues'] as unknown[]).join(', ')})` : ''
      }`,
  );
}

const escape = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** What is wrong with a JSON answer. Members the contract does not name are no fault: clients pass them by. */
export const answerErrors = (route: Route, status: number, body: unknown): string[] =>
  errorsOf(
    `/paths/${escape(route.path)}/${route.method.toLowerCase()}/responses/${status}/content/application~1json/schema`,
    body,
  );

/** What is wrong with a problem of RFC 9457. */
export const problemErrors = (body: unknown): string[] => errorsOf('/components/schemas/Problem', body);

/** What is wrong with an export, as an event of its stream carries it. */
export const exportErrors = (body: unknown): string[] => errorsOf('/components/schemas/Export', body);

/** Members of a JSON answer that the contract does not name: a slip of the pen, or a contract left behind. */
export const unnamedMembers = (route: Route, status: number, body: unknown): string[] =>
  checkAnswer(route, status, 'application/json', body)
    .filter(({ code }) => code === 'additionalProperties')
    .map(({ pointer, detail }) => `${pointer}: ${/"additionalProperty":"([^"]*)"/.exec(detail)?.[1] ?? ''}`);

/** The headers the contract names for an answer. */
export function namedHeaders(route: Route, status: number): string[] {
  const reply = paths[route.path]?.[route.method.toLowerCase()]?.responses[status];
  const named = reply?.$ref === undefined ? reply : components.responses[reply.$ref.split('/').at(-1) ?? ''];
  return Object.keys(named?.headers ?? {});
}
