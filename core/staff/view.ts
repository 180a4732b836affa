import { moscowDate } from '../../src/domain/calendar.ts';
import { isOverdue, queuedCase } from './queue.ts';
import type { components } from '../generated/staff-schema.ts';
import { caseNow, outcomeLaw } from '../requests/model.ts';
import { staffActionsOf } from '../requests/staff.ts';
import type { RequestRow } from '../requests/state.ts';
import { filedText, titleOf } from '../requests/texts.ts';
import { derivedRequestStatus, isUnanswered } from '../../src/domain/request-states.ts';
import type { QueuedCase } from '../ports.ts';
import type { Rows } from '../rows.ts';
import { say } from '../text.ts';

type Schema = components['schemas'];

/** A line of the queue; an answered case is closed once the time for an appeal is over. */
export const lineOf = ({ answeredAt, ...one }: QueuedCase, now: Date): Schema['CaseLine'] => ({
  ...one,
  status: derivedRequestStatus({ ...one, answeredAt }, now).status,
  overdue: isOverdue(one, moscowDate(now)),
});

/** A case whole, as the staff see it: in Russian, what people wrote as they wrote it. */
export const caseView = (db: Pick<Rows, 'attachments'>, row: RequestRow, now: Date): Schema['Case'] => {
  const { status, hold } = caseNow(row, now);
  const { details } = row.filed ?? row;
  const mayWrite = isUnanswered(status) || status === 'answered';
  return {
    ...lineOf(queuedCase(row), now),
    status,
    ...(hold.kind === 'running' ? { holdUntil: hold.until } : {}),
    title: titleOf(row.kind, details, 'ru'),
    text: filedText(row.kind, details, 'ru'),
    person: { id: row.preparedBy.id, name: row.preparedBy.name, accountId: row.accountId },
    ...(row.replaces === undefined ? {} : { replaces: row.replaces.number }),
    ...(row.received === undefined ? {} : { received: row.received }),
    marks: row.marks.map(({ kind, at, reason, until }) => ({
      kind,
      at,
      reason: say(reason, 'ru'),
      ...(until === undefined ? {} : { until }),
    })),
    messages: row.messages.map(({ id, at, from, text }) => ({ id, at, from, text: say(text, 'ru') })),
    files: db.attachments
      .filter(({ requestId, state }) => requestId === row.id && state === 'ready')
      .map(({ id, name, size, sha256, check }) => ({
        id,
        name,
        size,
        sha256,
        ...(check === undefined
          ? { check: 'not-connected' as const }
          : check.state === 'threat'
            ? {}
            : { check: check.state }),
      })),
    takenBack: row.timeline.flatMap(({ file, at }) => (file === undefined ? [] : [{ name: file, at }])),
    outcomes: row.outcomes.map(({ label, kind, text, until, law, category }) => ({
      label: say(label, 'ru'),
      kind,
      text: say(text, 'ru'),
      ...(until === undefined ? {} : { until }),
      ...(law === undefined ? {} : { law: outcomeLaw(law, 'ru') }),
      ...(category === undefined ? {} : { category }),
    })),
    actions: [...staffActionsOf(row, now), ...(mayWrite ? (['message'] as const) : [])],
  };
};
