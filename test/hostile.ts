import contract from '../core/generated/contract.json' with { type: 'json' };
import { matchRoute } from '../core/http/contract.ts';

/** What a text can be that somebody means harm with, or that merely nobody thought of. */
export const HOSTILE: readonly string[] = [
  '<img src=x onerror="globalThis.harmed=1"><script>globalThis.harmed=1</script>',
  '{{7*7}} ${7*7} <%= 7*7 %>',
  'Отчёт \u202Efdp.exe\u202C и \u2066чужое\u2069',
  'а\u200Bб\u200Dв\uFEFFг\u00ADд',
  'ъ'.repeat(2000),
  'javascript:globalThis.harmed=1',
  "{name} # {n, plural, one {#} other {#}} '{' <0>x</0>",
  '👩‍👩‍👧‍👦🏳️‍🌈👍🏽 🇷🇺',
  `З${'\u0301\u0310\u0489'.repeat(40)}ло`,
];

type Node = Readonly<Record<string, unknown>>;
const document = contract as unknown as { paths: Readonly<Record<string, Node>> };
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

function resolve(schema: unknown): Node {
  if (!isNode(schema)) return {};
  const { $ref: ref } = schema;
  if (typeof ref !== 'string') return schema;
  const path = ref.slice(2).split('/');
  return resolve(path.reduce<unknown>((node, key) => (node as Node)[key], document));
}

/** Members that are words of the protocol, though the contract lets them be any text. */
const PROTOCOL = new Set(['csrfToken', 'nextCursor', 'step', 'topic', 'type', 'alternative']);

/** True when the contract lets the text be anything: no list, form or pattern, and no id (which is at most 120 long). */
const isFree = (schema: Node): boolean =>
  !['enum', 'const', 'format', 'pattern'].some(limit => limit in schema) &&
  schema['maxLength'] !== 120 &&
  schema['maxLength'] !== 60 &&
  !String(schema['description']).startsWith('A code');

/** Puts something hostile in the place of every free text of an answer. `next` gives the text, or the link. */
export function poison(
  method: string,
  path: string,
  status: number,
  body: unknown,
  next: (kind: 'text' | 'link') => string,
): unknown {
  const route = matchRoute(method, path)?.route;
  const operation = route && resolve(resolve(document.paths[route.path])[route.method.toLowerCase()]);
  const answer = resolve(resolve(operation?.['responses'])[String(status)]);
  const content = resolve(answer['content']);
  return changed(resolve(content['application/json'])['schema'], body, '', next);
}

function changed(
  given: unknown,
  value: unknown,
  name: string,
  next: (kind: 'text' | 'link') => string,
): unknown {
  const schema = resolve(given);
  const branches = (schema['oneOf'] ?? schema['anyOf']) as readonly unknown[] | undefined;
  if (branches)
    return changed(
      branches.find(branch => fits(resolve(branch), value)),
      value,
      name,
      next,
    );
  if (Array.isArray(value)) return value.map(one => changed(schema['items'], one, name, next));
  if (isNode(value)) {
    const properties = resolve(schema['properties']);
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        key,
        changed(properties[key] ?? schema['additionalProperties'], one, key, next),
      ]),
    );
  }
  if (typeof value !== 'string' || schema['type'] !== 'string' || PROTOCOL.has(name)) return value;
  if (schema['format'] === 'uri' || schema['format'] === 'uri-reference') return next('link');
  return isFree(schema) ? next('text') : value;
}

/** Whether a branch is the one that is meant: its fixed member says so. */
function fits(branch: Node, value: unknown): boolean {
  if (!isNode(value)) return branch['type'] === typeof value;
  return Object.entries(resolve(branch['properties'])).every(([key, one]) => {
    const { const: fixed } = resolve(one);
    return fixed === undefined || value[key] === fixed;
  });
}
