import Ajv2020 from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import contract from '../../core/generated/contract.json' with { type: 'json' };
import { createBackend, createFetch } from '../../mocks/backend.ts';
import { CategoryDetail } from './generated/checks/CategoryDetail.ts';
import { Overview } from './generated/checks/Overview.ts';
import { RecordPage } from './generated/checks/RecordPage.ts';
import { Register } from './generated/checks/Register.ts';
import { Session } from './generated/checks/Session.ts';
import { Statement } from './generated/checks/Statement.ts';

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'contract', components: contract.components });
const full = (name: string) => ajv.compile({ $ref: `contract#/components/schemas/${name}` });
const send = createFetch(createBackend(), { persona: 'owner' });

const ANSWERS = [
  ['Session', Session, '/session'],
  ['Overview', Overview, '/overview'],
  ['Register', Register, '/register'],
  ['CategoryDetail', CategoryDetail, '/register/account'],
  ['RecordPage', RecordPage, '/register/services/records'],
  ['Statement', Statement, '/statement'],
] as const;

/** Every place in a value, as a path. */
function placesOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value))
    return [path, ...value.slice(0, 3).flatMap((item, index) => placesOf(item, [...path, index]))];
  if (typeof value === 'object' && value !== null)
    return [path, ...Object.entries(value).flatMap(([key, item]) => placesOf(item, [...path, key]))];
  return [path];
}

function changed(value: unknown, [first, ...rest]: readonly (string | number)[], to: unknown): unknown {
  if (first === undefined) return to;
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === first ? changed(item, rest, to) : item));
  const object = value as Record<string, unknown>;
  return { ...object, [first]: changed(object[first], rest, to) };
}

describe('the generated shape checks agree with a full JSON Schema validator', () => {
  test.each(ANSWERS)('%s', async (name, check, path) => {
    const answer: unknown = await (await send(`/api/privacy/v1${path}`)).json();
    const validate = full(name);
    expect(check(answer)).toBe(true);
    expect(validate(answer)).toBe(true);
    const places = placesOf(answer);
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.constantFrom<unknown>(undefined, null, 0, 1.5, 'x', true, [], {}, [null]),
        (place, to) => {
          const broken: unknown = JSON.parse(JSON.stringify(changed(answer, place, to) ?? null));
          // Lengths, patterns and least values are the full validator's alone: the page does not rely on them.
          const wrong = validate(broken)
            ? false
            : (validate.errors ?? []).some(error => !/minLength|pattern|minimum|format/.test(error.keyword));
          expect(check(broken)).toBe(!wrong);
        },
      ),
      { numRuns: 300 },
    );
  });
});
