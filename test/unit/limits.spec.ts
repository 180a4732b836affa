import { expect, test } from 'vitest';
import contract from '../../core/generated/contract.json' with { type: 'json' };
import { FILE_LIMITS } from '../../src/domain/files.ts';
import { STEP_UP_ACTIONS } from '../../src/domain/step-up.ts';
import type { RightKind } from '../../src/domain/ids.ts';
import {
  REASON_LIMIT,
  type RequestDetails,
  TEXT_LIMIT,
  validationErrorsOf,
} from '../../src/domain/requests.ts';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly maxLength?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

const schemas = contract.components.schemas as unknown as Readonly<Record<string, Schema>>;
const { mapping } = contract.components.schemas.NewRequest.discriminator;

/** The schema of a name or of a reference. */
const resolve = (name: string): Schema => {
  const schema = schemas[name.split('/').at(-1) ?? ''];
  if (schema === undefined) throw new Error(`no schema ${name}`);
  return schema;
};

/** The limit of a member; throws when the contract has none. */
const limitOf = (name: string, member: string): number => {
  const { maxLength, maximum } = resolve(name).properties?.[member] ?? {};
  const limit = maxLength ?? maximum;
  if (limit === undefined) throw new Error(`${name}.${member} has no limit`);
  return limit;
};

/** Texts with a limit that the domain does not check, each with the reason. */
const UNCHECKED = new Map([
  ['erasure confirmation', 'compared with a word'],
  ['rectification items/0/field', 'an id of the register'],
  ['rectification items/0/old', 'a value of the register, not typed'],
  ['complaint accessEntry', 'an id of the access log'],
]);

/** Each text of the details of a kind that has a limit in the contract: its pointer and details with this text. */
const limitedTexts = (Object.entries(mapping) as [RightKind, string][]).flatMap(([kind, ref]) => {
  const details = resolve(resolve(ref).properties?.['details']?.$ref ?? '');
  const own = Object.entries(details.properties ?? {}).map(([name, schema]) => ({
    pointer: name,
    schema,
    withText: (text: string): RequestDetails => ({ [name]: text }),
  }));
  const ofItems = Object.entries(details.properties?.['items']?.items?.properties ?? {}).map(
    ([name, schema]) => ({
      pointer: `items/0/${name}`,
      schema,
      withText: (text: string): RequestDetails => ({
        items: [{ category: 'account', field: 'email', new: 'a', [name]: text }],
      }),
    }),
  );
  return [...own, ...ofItems].flatMap(({ pointer, schema: { maxLength }, withText }) =>
    maxLength === undefined ? [] : [{ kind, pointer, maxLength, withText }],
  );
});

const isTooLong = (kind: RightKind, pointer: string, details: RequestDetails): boolean =>
  validationErrorsOf(kind, details).some(error => error.pointer === pointer && error.code === 'too-long');

test('the contract limits the texts of every kind of request', () => {
  expect(new Set(limitedTexts.map(({ kind }) => kind)).size).toBe(Object.keys(mapping).length);
  const names = new Set(limitedTexts.map(({ kind, pointer }) => `${kind} ${pointer}`));
  expect([...UNCHECKED.keys()].filter(name => !names.has(name))).toEqual([]);
});

test.each(limitedTexts.filter(({ kind, pointer }) => !UNCHECKED.has(`${kind} ${pointer}`)))(
  '$kind, $pointer: the domain accepts $maxLength code points and rejects one more, like the contract',
  ({ kind, pointer, maxLength, withText }) => {
    expect(isTooLong(kind, pointer, withText('🙂'.repeat(maxLength)))).toBe(false);
    expect(isTooLong(kind, pointer, withText('🙂'.repeat(maxLength + 1)))).toBe(true);
  },
);

test('the limits of messages, appeals and reasons match the contract', () => {
  expect([limitOf('NewMessage', 'text'), limitOf('Appeal', 'text')]).toEqual([TEXT_LIMIT, TEXT_LIMIT]);
  expect([limitOf('Withdrawal', 'reason'), limitOf('Approval', 'reason')]).toEqual([
    REASON_LIMIT,
    REASON_LIMIT,
  ]);
});

test('the limits of files match the contract', () => {
  const { bytes, name, files, chunk } = FILE_LIMITS;
  expect([limitOf('NewAttachment', 'size'), limitOf('NewAttachment', 'name')]).toEqual([bytes, name]);
  // JSON Schema cannot limit the number of files of a request or the bytes of a body; the contract does so in words.
  const { post } = contract.paths['/requests/{id}/attachments'];
  const { patch } = contract.paths['/requests/{id}/attachments/{aid}'];
  expect(post.description).toContain(`Up to ${files} files of ${bytes / 2 ** 20} MB each`);
  expect(patch.summary).toContain(`at most ${chunk / 2 ** 20} MB`);
});

test('the actions that a step-up confirms are those of the contract', () => {
  expect(resolve('StepUpAction').enum).toEqual([...STEP_UP_ACTIONS]);
});
