import type { components } from '../../src/api/generated/schema.ts';
import { ROLES, type Role } from '../../src/domain/ids.ts';
import { can } from '../../src/domain/roles.ts';
import { ROLE_LABELS } from '../access/role-labels.ts';
import type { Context } from '../context.ts';
import { namesVersion } from '../http/etag.ts';
import { newId } from '../ids.ts';
import type { Directory } from '../ports.ts';
import { fieldError, problem } from '../problem.ts';
import { say, t } from '../text.ts';
import { NOTICE_LABELS } from './notice-words.ts';
import type { MailingsSlice, NoticeKind, NoticeRouteRow } from './state.ts';

type Schema = components['schemas'];
type Reader = Pick<Context<'getMailings'>, 'db' | 'me' | 'lang' | 'directory'>;

/** A person of an account, as far as routes need it. */
export interface NoticeMember {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** Changes that are kept with a route. */
const KEPT_CHANGES = 20;
/** Every kind of service notice about an account. */
const NOTICE_KINDS = Object.keys(NOTICE_LABELS) as readonly NoticeKind[];

/** Everybody with a role in the account, the owner first. */
export const membersOf = (directory: Directory, accountId: string): NoticeMember[] =>
  directory
    .members(accountId)
    .flatMap(({ id, name, memberships }) =>
      memberships.flatMap(one => (one.accountId === accountId ? [{ id, name, role: one.role }] : [])),
    )
    .toSorted((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));

const chosenOf = <Member extends Pick<NoticeMember, 'id'>>(
  chosen: readonly string[],
  members: readonly Member[],
): Member[] => members.filter(({ id }) => chosen.includes(id));

/**
 * Who gets a kind of service notice: those chosen who are still in the account, and the owner where nobody of them is. So a
 * notice always reaches somebody.
 * @param chosen ids of people
 */
export const recipientsOf = <Member extends Pick<NoticeMember, 'id' | 'role'>>(
  chosen: readonly string[],
  members: readonly Member[],
): Member[] => {
  const left = chosenOf(chosen, members);
  return left.length > 0 ? left : members.filter(({ role }) => role === 'owner');
};

const rowOf = (db: MailingsSlice, accountId: string, kind: NoticeKind): NoticeRouteRow | undefined =>
  db.mailings.noticeRoutes.find(row => row.accountId === accountId && row.kind === kind);

/** Whether a role may set who gets a kind of notice (docs/domain.md#roles). */
const mayRoute = (role: Role, kind: NoticeKind): boolean =>
  can(role, 'notices.route.all') || (kind === 'billing' && can(role, 'notices.route.billing'));

const etagOf = (row: NoticeRouteRow | undefined): string => `"${row?.version ?? 0}"`;

/** A person as this reader may see them: names of others need `users.names.view`. */
const personView = ({ id, name, role }: NoticeMember, { me }: Pick<Reader, 'me'>): Schema['NoticePerson'] => {
  const self = id === me.userId;
  return { id, ...(self || can(me.role, 'users.names.view') ? { name } : {}), role, self };
};

/** Who has set a route, as this reader may see them. */
const setterLabel = (
  by: string,
  members: readonly NoticeMember[],
  { me, lang }: Reader,
): string | undefined => {
  if (by === me.userId) return say(t('Вы', 'You'), lang);
  const member = members.find(({ id }) => id === by);
  if (member === undefined) return undefined;
  return can(me.role, 'users.names.view') ? member.name : say(ROLE_LABELS[member.role], lang);
};

/** Each kind of notice and who of the account gets it. */
export function routesView(reader: Reader): Schema['NoticeRoute'][] {
  const { db, me, lang, directory } = reader;
  const members = membersOf(directory, me.accountId);
  return NOTICE_KINDS.map(kind => {
    const row = rowOf(db, me.accountId, kind);
    const chosen = row?.recipients ?? [];
    const last = row?.changes.at(-1);
    const changedBy = last && setterLabel(last.by, members, reader);
    return {
      kind,
      label: say(NOTICE_LABELS[kind], lang),
      chosen: chosenOf(chosen, members).length > 0,
      recipients: recipientsOf(chosen, members).map(one => personView(one, reader)),
      mayRoute: mayRoute(me.role, kind),
      ...(last === undefined ? {} : { changedAt: last.at }),
      ...(changedBy === undefined ? {} : { changedBy }),
      etag: etagOf(row),
    };
  });
}

/** Who may be chosen, for a reader who may route something. */
export const peopleView = (reader: Reader): Schema['NoticePerson'][] =>
  NOTICE_KINDS.some(kind => mayRoute(reader.me.role, kind))
    ? membersOf(reader.directory, reader.me.accountId).map(one => personView(one, reader))
    : [];

/** Sets who gets a kind of notice; nobody chosen means the owner. */
export function setRoute(
  db: MailingsSlice,
  { accountId, kind, recipients }: Pick<NoticeRouteRow, 'accountId' | 'kind' | 'recipients'>,
  by: string,
  now: Date,
): void {
  const row = rowOf(db, accountId, kind);
  const change = {
    id: newId('nr'),
    at: now.toISOString(),
    by,
    before: row?.recipients ?? [],
    after: recipients,
  };
  if (row === undefined)
    db.mailings.noticeRoutes.push({ accountId, kind, recipients, version: 1, changes: [change] });
  else
    Object.assign(row, {
      recipients,
      version: row.version + 1,
      changes: [...row.changes, change].slice(-KEPT_CHANGES),
    });
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every(id => b.includes(id));

/**
 * Sets the recipients that a request names, and notifies the owner.
 * @throws Problem `forbidden` for a role without the right, `validation` for somebody who is not in the account, `stale` when
 * the route has been set meanwhile
 */
export function routeNotices(context: Context<'setNoticeRoute'>): void {
  const { db, me, params, body, now, lang, directory, unit } = context;
  const { kind } = params;
  if (!mayRoute(me.role, kind)) throw problem('forbidden');
  const members = membersOf(directory, me.accountId);
  const strangers = body.recipients.flatMap((id, at) => (members.some(one => one.id === id) ? [] : [at]));
  if (strangers.length > 0) {
    const text = t('Этого человека нет в учётной записи', 'This person is not in the account');
    throw problem('validation', {
      errors: strangers.map(at => fieldError(`/recipients/${at}`, 'unknown', text[lang])),
    });
  }
  const row = rowOf(db, me.accountId, kind);
  if (isSame(row?.recipients ?? [], body.recipients)) return;
  if (!namesVersion(body.etag, etagOf(row))) throw problem('stale', { currentEtag: etagOf(row) });
  setRoute(db, { accountId: me.accountId, kind, recipients: body.recipients }, me.userId, now);
  const to = recipientsOf(body.recipients, members).map(({ role }) => role);
  context.record({ own: { code: 'route-notices', kind, to }, scope: 'account' });
  const notified = new Set([me.userId, ...members.flatMap(({ id, role }) => (role === 'owner' ? [id] : []))]);
  for (const userId of notified)
    unit.mail({
      userId,
      ...(userId === me.userId ? { lang } : {}),
      template: 'notices-routed',
      parameters: {
        kind,
        to: to.join(' '),
        at: now.toISOString(),
        ...(userId === me.userId ? {} : { name: me.name, role: me.role }),
      },
    });
}
