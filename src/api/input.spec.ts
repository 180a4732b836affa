import { expectTypeOf, test } from 'vitest';
import type { Api, Input, InputlessId } from './client.ts';
import { deleteDraft } from './generated/ops/deleteDraft.ts';
import { estimateExport } from './generated/ops/estimateExport.ts';
import { getExportChanges } from './generated/ops/getExportChanges.ts';
import { getOverview } from './generated/ops/getOverview.ts';
import { getRequest } from './generated/ops/getRequest.ts';
import { sendMessage } from './generated/ops/sendMessage.ts';
import type { Operation } from './operation.ts';
import type { Schemas } from './schema-types.ts';

// What is held here is held by the compiler: `npm run types` fails on a line that is expected to be wrong and is not.
declare const api: Api;

test('a path parameter, a body and a query member that the contract requires are required by type', () => {
  expectTypeOf<Input<'getRequest'>['path']>().toEqualTypeOf<{ id: string }>();
  expectTypeOf<Input<'estimateExport'>['body']>().toEqualTypeOf<Schemas['ExportSpec']>();
  expectTypeOf<Input<'getExportChanges'>['query']>().toEqualTypeOf<{ since: string }>();
  expectTypeOf<Input<'getOverview'>['query']>().toEqualTypeOf<{ scope?: Schemas['Scope'] } | undefined>();
  expectTypeOf<'getOverview'>().toExtend<InputlessId>();
  expectTypeOf<'getRequest'>().not.toExtend<InputlessId>();
  expectTypeOf<'estimateExport'>().not.toExtend<InputlessId>();
});

test('a call without its required input does not compile', () => {
  const calls = () => [
    api.call(getOverview),
    api.call(getRequest, { path: { id: 'rq-1' } }),
    // @ts-expect-error -- the id is missing
    api.call(getRequest),
    // @ts-expect-error -- the id is missing
    api.call(getRequest, {}),
    // @ts-expect-error -- the path has another parameter
    api.call(getRequest, { path: { category: 'account' } }),
    // @ts-expect-error -- the overview has no path parameters
    api.call(getOverview, { path: { id: 'rq-1' } }),
    // @ts-expect-error -- the overview takes no body
    api.call(getOverview, { body: {} }),
    // @ts-expect-error -- the body is missing
    api.call(estimateExport, {}),
    // @ts-expect-error -- the export to compare with is missing
    api.call(getExportChanges, { path: { id: 'ex-1' } }),
    // @ts-expect-error -- a write needs its id as well
    api.call(deleteDraft, { key: 'k' }),
    // @ts-expect-error -- a write needs its body as well
    api.exchange(sendMessage, { path: { id: 'rq-1' } }),
  ];
  expectTypeOf(calls).toBeFunction();
});

test('an answer check is a type predicate of the answer', () => {
  expectTypeOf(getOverview.check).guards.toEqualTypeOf<Schemas['Overview']>();
  expectTypeOf<Operation<'deleteDraft'>['check']>().guards.toEqualTypeOf<never>();
});
