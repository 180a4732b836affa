import { afterAll, expect, test } from 'vitest';
import contract from '../../core/generated/contract.json' with { type: 'json' };
import { createBackend } from '../../mocks/backend.ts';

const ORIGIN = 'http://mock.invalid';
const BASE = '/api/privacy/v1';

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  example?: string | number;
}
interface Operation {
  operationId: string;
  summary: string;
  'x-authorisation': string;
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { content: Record<string, { examples?: Record<string, { value: unknown }> }> };
  responses: Record<string, unknown>;
}

const operations = Object.entries(
  contract.paths as unknown as Record<string, Record<string, Operation>>,
).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);
const exercised = new Set<string>();

const backend = createBackend({
  onContractBreak: (id, errors) => {
    throw new Error(`${id} broke the contract: ${JSON.stringify(errors)}`);
  },
});

let sessions = 0;
/** A fresh database, signed in as the owner, with a fresh step-up. */
async function database() {
  const headers = { 'X-Mock-Persona': 'owner', 'X-Mock-Session': `contract-${++sessions}` };
  const session = (await (
    await backend.handle(new Request(`${ORIGIN}${BASE}/session`, { headers }))
  ).json()) as {
    csrfToken: string;
  };
  const signed = { ...headers, 'X-CSRF-Token': session.csrfToken };
  await backend.handle(
    new Request(`${ORIGIN}${BASE}/session/step-up`, {
      method: 'POST',
      headers: { ...signed, 'Content-Type': 'application/json' },
      body: JSON.stringify({ method: 'code', secret: '000000' }),
    }),
  );
  return signed;
}

for (const { path, method, operation } of operations) {
  const { operationId } = operation;
  const parameters = (operation.parameters ?? []).filter((one): one is Parameter => 'name' in one);
  const [[type, media] = [undefined, undefined]] = Object.entries(operation.requestBody?.content ?? {});
  const examples: [string, unknown][] = Object.entries(
    media?.examples ?? { plain: { value: undefined } },
  ).map(([name, { value }]) => [name, value]);
  for (const [name, value] of examples) {
    test(`${operationId} (${name}): the example works unchanged`, async () => {
      const url = path.replaceAll(/\{(\w+)\}/g, (_, key: string) => {
        const example = parameters.find(one => one.in === 'path' && one.name === key)?.example;
        return encodeURIComponent(String(example));
      });
      const query = new URLSearchParams(
        parameters
          .filter(one => one.in === 'query' && one.required === true)
          .map(one => [one.name, String(one.example)]),
      ).toString();
      const headers: Record<string, string> = { ...(await database()) };
      for (const one of parameters) {
        if (one.in === 'header' && one.example !== undefined) headers[one.name] = String(one.example);
      }
      if (type !== undefined) headers['Content-Type'] = type;
      const body =
        value === undefined
          ? undefined
          : type === 'application/json'
            ? JSON.stringify(value)
            : type === 'application/x-www-form-urlencoded'
              ? new URLSearchParams(value as Record<string, string>).toString()
              : (value as string);
      const response = await backend.handle(
        new Request(`${ORIGIN}${BASE}${url}${query === '' ? '' : `?${query}`}`, {
          method,
          headers,
          ...(body === undefined ? {} : { body }),
        }),
      );
      const answer = response.headers.get('Content-Type')?.includes('event-stream')
        ? ''
        : await response.text();
      await response.body?.cancel().catch(() => undefined);
      expect(response.status, answer.slice(0, 400)).toBeLessThan(300);
      exercised.add(operationId);
    });
  }

  test(`${operationId}: the operation has a summary, an authorisation rule and its errors`, () => {
    expect(operation.summary).not.toBe('');
    expect(operation['x-authorisation']).not.toBe('');
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['500', '503', '429']));
  });
}

afterAll(() => {
  const missed = operations.map(({ operation }) => operation.operationId).filter(id => !exercised.has(id));
  console.log(`operations that no test exercised: ${missed.length === 0 ? 'none' : missed.join(', ')}`);
  expect(missed).toEqual([]);
});
