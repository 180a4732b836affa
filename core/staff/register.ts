import { moscowDate, startOfMoscowDay } from '../../src/domain/calendar.ts';
import { canonicalJson } from '../../src/domain/canonical-json.ts';
import type { RightKind } from '../../src/domain/ids.ts';
import type { components } from '../generated/staff-schema.ts';
import { newId } from '../ids.ts';
import type { Directory, Unit } from '../ports.ts';
import { problem } from '../problem.ts';
import { addEvent, findOpenDuplicate } from '../requests/model.ts';
import type { Details, RequestRow } from '../requests/state.ts';

type NewCase = components['schemas']['NewCase'];

/** What makes two entries the same paper or email: from whom, how and when it came, and what it says. */
const paperOf = ({ kind, accountId, preparedBy, received, details }: RequestRow): string =>
  canonicalJson({ kind, accountId, person: preparedBy.id, received, details });

/** The request that was registered from the same paper: staff who are not sure whether it was may register it again. */
const registeredBefore = ({ rows }: Pick<Unit, 'rows'>, row: RequestRow): RequestRow | undefined =>
  rows.requests.find(other => other.received !== undefined && paperOf(other) === paperOf(row));

/** Where the person's own words stand in the details of each kind. */
const DETAILS: Readonly<Record<RightKind, (input: NewCase) => Details>> = {
  access: ({ text, categories }) => ({ mode: 'information', text, ...chosen(categories) }),
  rectification: ({ text }) => ({ items: [], text }),
  erasure: ({ text, categories }) => ({ reason: text, ...chosen(categories) }),
  restriction: ({ text, categories }) => ({ text, ...chosen(categories) }),
  portability: ({ text, categories }) => ({ text, recipient: 'self', ...chosen(categories) }),
  objection: ({ text }) => ({ situation: text }),
  'consent-withdrawal': ({ text }) => ({ consents: [], text }),
  complaint: ({ text }) => ({ about: text, to: 'controller' }),
};

const chosen = (categories: NewCase['categories']): Pick<Details, 'categories'> =>
  categories === undefined ? {} : { categories };

/**
 * Registers a request that came on paper or by email, filed on the day it was received. It is the person's own and
 * appears among their requests.
 * @throws Problem `not-found` when the directory does not know the person in the account; `validation` for a day in the
 *   future; `already-open` when such a request is open
 */
export const registerCase = (unit: Unit, directory: Directory, input: NewCase, now: Date): RequestRow => {
  const account = directory.account(input.account);
  const person = directory.user(input.person);
  if (account === undefined || person?.memberships.some(one => one.accountId === account.id) !== true)
    throw problem('not-found');
  const today = moscowDate(now);
  if (input.received.on > today)
    throw problem('validation', {
      errors: [{ pointer: '/received/on', code: 'in-future', detail: 'Этот день ещё не наступил' }],
    });
  const submittedAt = input.received.on === today ? now.toISOString() : startOfMoscowDay(input.received.on);
  const details = DETAILS[input.kind](input);
  const row: RequestRow = {
    id: newId('rq'),
    number: unit.number('R'),
    kind: input.kind,
    scope: 'person',
    accountId: account.id,
    preparedBy: { id: person.id, name: person.name, admin: false },
    jurisdiction: account.jurisdiction,
    accountKind: account.kind,
    status: 'submitted',
    version: 1,
    createdAt: submittedAt,
    updatedAt: now.toISOString(),
    submittedAt,
    details,
    filed: { details, attachments: [], account: { code: account.code, name: account.name } },
    extensions: {},
    marks: [],
    outcomes: [],
    timeline: [],
    messages: [],
    received: input.received,
  };
  const open = registeredBefore(unit, row) ?? findOpenDuplicate(unit.rows, row, person.id, now);
  if (open !== undefined) throw problem('already-open', { openRequestId: open.id });
  addEvent(row, { kind: 'submitted', by: 'user' }, new Date(submittedAt));
  unit.rows.requests.push(row);
  return row;
};
