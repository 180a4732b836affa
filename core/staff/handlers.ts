import type { components, operations } from '../generated/staff-schema.ts';
import { moscowDate } from '../../src/domain/calendar.ts';
import { newId } from '../ids.ts';
import type { Cases, Directory, Unit } from '../ports.ts';
import { problem } from '../problem.ts';
import { answer, ask, extend, message, refuse, take } from '../requests/staff.ts';
import type { OutcomeRow, RequestRow } from '../requests/state.ts';
import type { StaffDoing } from '../access/state.ts';
import type { StaffOperationId } from './contract.ts';
import { registerCase } from './register.ts';
import { caseView, lineOf } from './view.ts';

type Schema = components['schemas'];

/** What a handler of the staff's side is given. */
export interface StaffContext {
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly now: Date;
  /** Id of the member of staff; nobody outside sees it. */
  readonly staffId: string;
}

/** An operation on one case: what it does, and what the person's access log says of it. */
interface CaseHandler {
  decide(unit: Unit, id: string, context: StaffContext): RequestRow;
  doing(context: StaffContext): Omit<StaffDoing, 'number'>;
}

type BodyOf<Id extends StaffOperationId> = operations[Id] extends {
  requestBody: { content: { 'application/json': infer Body } };
}
  ? Body
  : undefined;

const work =
  (reason: string): CaseHandler['doing'] =>
  () => ({ code: 'change-case', reason });

const outcomeRow = (row: Schema['Outcome'], i: number, id: string): OutcomeRow => {
  const { law, until, category, ...rest } = row;
  if ((row.kind === 'refused' || row.kind === 'kept') && law === undefined)
    throw problem('validation', {
      errors: [{ pointer: `/outcomes/${i}/law`, code: 'required', detail: 'Назовите закон' }],
    });
  return {
    ...rest,
    id: `${id}-o${i + 1}`,
    ...(law === undefined ? {} : { law }),
    ...(until === undefined ? {} : { until }),
    ...(category === undefined ? {} : { category }),
  };
};

const caseHandler = <Id extends StaffOperationId>(
  decide: (unit: Unit, id: string, body: BodyOf<Id>, context: StaffContext) => RequestRow,
  doing: CaseHandler['doing'],
): CaseHandler => ({
  decide: (unit, id, context) => decide(unit, id, context.body as BodyOf<Id>, context),
  doing,
});

/** An appeal is looked at by another person than the answer was given by. */
const requireAnother = (unit: Unit, id: string, staffId: string): void => {
  const row = unit.rows.requests.find(one => one.id === id);
  if (row?.appealedAt !== undefined && row.answeredBy === staffId)
    throw problem('conflict', {
      title: { ru: 'Пересматривает другой сотрудник', en: 'Another member of staff reviews it' },
      detail: {
        ru: 'На это обращение уже отвечали вы. Передайте его коллеге.',
        en: 'You gave the first answer to this request. Pass it on to a colleague.',
      },
    });
};

const answered = (row: RequestRow, staffId: string): RequestRow => {
  row.answeredBy = staffId;
  return row;
};

/** Operations on one case. */
export const caseHandlers: Readonly<
  Record<
    Exclude<StaffOperationId, 'listCases' | 'registerCase' | 'permitLetters' | 'getNoticeRecipients'>,
    CaseHandler
  >
> = {
  viewCase: {
    decide: (unit, id) => {
      const row = unit.rows.requests.find(one => one.id === id);
      if (row === undefined) throw problem('not-found');
      return row;
    },
    doing: ({ body }) => ({ code: 'view-case', reason: (body as Schema['View']).reason }),
  },
  takeCase: caseHandler<'takeCase'>((unit, id, _, { now, staffId }) => {
    requireAnother(unit, id, staffId);
    return take(unit, id, now);
  }, work('обращение взято в работу')),
  sendQuestion: caseHandler<'sendQuestion'>(
    (unit, id, { text }, { now }) => ask(unit, id, now, { text }),
    work('задан вопрос'),
  ),
  writeMessage: caseHandler<'writeMessage'>(
    (unit, id, { text }, { now }) => message(unit, id, now, text),
    work('отправлено сообщение'),
  ),
  extendCase: caseHandler<'extendCase'>(
    (unit, id, { reason, by }, { now }) =>
      extend(unit, id, now, { reason, notice: 'waiting', ...(by === undefined ? {} : { by }) }),
    work('продлён срок'),
  ),
  answerCase: caseHandler<'answerCase'>((unit, id, { text, outcomes }, { now, staffId }) => {
    requireAnother(unit, id, staffId);
    const rows = outcomes.map((one, i) => outcomeRow(one, i, id));
    return answered(
      answer(unit, id, now, { outcomes: rows, ...(text === undefined ? {} : { text }) }),
      staffId,
    );
  }, work('дан ответ')),
  refuseCase: caseHandler<'refuseCase'>((unit, id, { reason, law }, { now, staffId }) => {
    requireAnother(unit, id, staffId);
    const row = refuse(unit, id, now, { reason });
    row.outcomes = row.outcomes.map(outcome => ({ ...outcome, law }));
    return answered(row, staffId);
  }, work('дан отказ')),
};

/** The entry of the person's access log that says what staff did with their case. */
const logEntry = (unit: Unit, row: RequestRow, doing: Omit<StaffDoing, 'number'>, now: Date): void =>
  unit.log({
    id: newId('al'),
    at: now.toISOString(),
    accountId: row.accountId,
    userId: row.preparedBy.id,
    scope: row.scope,
    reference: { kind: 'request', id: row.id, label: row.number },
    staff: { ...doing, number: row.number },
  });

/** Does an operation on a case in its transaction, and logs it. */
export const decideCase = (
  operation: keyof typeof caseHandlers,
  unit: Unit,
  id: string,
  context: StaffContext,
): Schema['Case'] => {
  const { decide, doing } = caseHandlers[operation];
  const row = decide(unit, id, context);
  logEntry(unit, row, doing(context), context.now);
  return caseView(unit.rows, row, context.now);
};

/** Registers a request that did not come through the account area, and logs it. */
export const decideNewCase = (
  unit: Unit,
  directory: Directory,
  { body, now }: StaffContext,
): Schema['Case'] => {
  const row = registerCase(unit, directory, body as Schema['NewCase'], now);
  logEntry(unit, row, { code: 'register-case', reason: 'обращение пришло не через личный кабинет' }, now);
  return caseView(unit.rows, row, now);
};

/** A page of the queue. */
export const listCases = async (
  cases: Cases,
  { query, now }: Pick<StaffContext, 'query' | 'now'>,
): Promise<Schema['CaseList']> => {
  const { state, limit, cursor } = query as {
    state: 'open' | 'overdue' | 'all';
    limit: number;
    cursor?: string;
  };
  const offset = cursor === undefined ? 0 : Number(cursor);
  if (!Number.isSafeInteger(offset) || offset < 0)
    throw problem('validation', {
      errors: [{ pointer: 'query/cursor', code: 'format', detail: 'Такой страницы нет' }],
    });
  const { items, total } = await cases.queue({ state, today: moscowDate(now), offset, limit });
  const next = offset + items.length;
  return {
    items: items.map(one => lineOf(one, now)),
    ...(next < total ? { nextCursor: String(next) } : {}),
    total,
  };
};
