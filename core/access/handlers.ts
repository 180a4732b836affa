import type { components } from '../../src/api/generated/schema.ts';
import { moscowDate, yearOf } from '../../src/domain/calendar.ts';
import { can } from '../../src/domain/roles.ts';
import type { Context, Handlers } from '../context.ts';
import { page } from '../http/paging.ts';
import { partialOf } from '../partial.ts';
import type { Text } from '../problem.ts';
import { transfersText } from '../policy/transfers.ts';
import { RECIPIENTS } from '../policy/tables.ts';
import { say, t, toReader } from '../text.ts';
import { ROLE_LABELS } from './role-labels.ts';
import { describeAccess, isOwnEntry, OWN_ACTION } from './describe.ts';
import type { AccessRow } from './state.ts';

type Schema = components['schemas'];
type Caller = Pick<Context<'listAccessLog'>, 'db' | 'me' | 'scope' | 'now'>;

const NOTICE: Text = t(
  'Здесь нет обращений госорганов, о которых закон запрещает сообщать. Если записи нет, это не значит, что запросов не было.',
  'This does not include requests from public authorities that the law forbids us to disclose. If there is no entry, it does not mean there was no request.',
);
const DISCLOSED: Text = t(
  'Здесь то, что записано поимённо. Передача по договору или закону могла быть и без отдельной записи, а о некоторых запросах закон запрещает сообщать.',
  'This is what was recorded individually. Data may also have been shared under the contract or the law without a separate entry, and the law forbids us to disclose some requests.',
);

const ONLY_YOURS: Text = t(
  'Ваша роль показывает только то, что касается вас: записи обо всей учётной записи видят её владелец и администратор.',
  'Your role shows only what is about you: entries about the whole account are seen by its owner and administrator.',
);

/** True where the reader sees what is about the whole account. */
const seesAccount = ({ scope, me }: Pick<Caller, 'scope' | 'me'>): boolean =>
  scope === 'account' && can(me.role, 'accesslog.account');

/** The notice, and in the account's scope that a role sees less than there is. */
const noticeOf = (notice: Text, context: Pick<Context<'listAccessLog'>, 'scope' | 'me' | 'lang'>): string =>
  [notice, ...(context.scope === 'account' && !seesAccount(context) ? [ONLY_YOURS] : [])]
    .map(text => say(text, context.lang))
    .join(' ');

/** The rows a user may see, newest first: their own, and those of the account where the role allows it. */
export function accessRowsOf({ db, me, scope, now }: Caller): AccessRow[] {
  const whole = seesAccount({ scope, me });
  return (
    db.access
      .filter(row => row.accountId === me.accountId && row.at <= now.toISOString())
      .filter(
        row =>
          (row.userId === me.userId && (scope === 'account' || isOwnEntry(row))) ||
          (whole && row.scope === 'account'),
      )
      // Of two at the same instant the later written is the newer.
      .toReversed()
      .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  );
}

/** An entry as this reader sees it: one's own doing is «вы», another user's is theirs by role. */
export function accessEntry(
  row: AccessRow,
  { me: { userId: meId }, lang, directory }: Pick<Context<'listAccessLog'>, 'me' | 'lang' | 'directory'>,
): Schema['AccessEntry'] {
  const { actor, action, object, reason, from } = describeAccess(row);
  const own = actor.kind === 'self' || actor.kind === 'user';
  const doer = actor.userId ?? (actor.kind === 'self' ? row.userId : undefined);
  const kind = own ? (doer === meId ? 'self' : 'user') : actor.kind;
  const role = directory.user(doer ?? '')?.memberships.find(one => one.accountId === row.accountId)?.role;
  const label =
    kind === 'self' ? OWN_ACTION.actor.label : kind === 'user' && role ? ROLE_LABELS[role] : actor.label;
  return {
    id: row.id,
    at: row.at,
    actor: { kind, label: say(label, lang) },
    action: { id: action.id, label: say(action.label, lang) },
    ...(row.category === undefined ? {} : { category: row.category }),
    object: say(object, lang),
    reason: say(toReader(reason, kind === 'self'), lang),
    from: {
      channel: say(from.channel, lang),
      ...(from.place === undefined ? {} : { place: say(from.place, lang) }),
    },
    scope: row.scope,
    ...(row.reference === undefined
      ? {}
      : { reference: { ...row.reference, label: say(row.reference.label, lang) } }),
  };
}

export const accessHandlers: Handlers<'listAccessLog' | 'listDisclosures'> = {
  listAccessLog: context => {
    const { query } = context;
    const kayako = context.sources.unavailable().find(({ system }) => system === 'kayako');
    const entries = accessRowsOf(context)
      .map(row => accessEntry(row, context))
      .filter(
        entry =>
          (query.id === undefined || entry.id === query.id) &&
          (query.actor === undefined || entry.actor.kind === query.actor) &&
          (query.category === undefined || entry.category === query.category) &&
          (query.from === undefined || moscowDate(entry.at) >= query.from) &&
          (query.to === undefined || moscowDate(entry.at) <= query.to) &&
          // The entries of Kayako since its failure are missing, and `partial` names it.
          !(
            kayako?.lastGoodAt !== undefined &&
            entry.category === 'correspondence' &&
            entry.at > kayako.lastGoodAt
          ),
      );
    return {
      body: {
        ...page(entries, query, entry => entry),
        notice: noticeOf(NOTICE, context),
        partial: partialOf(context),
      },
    };
  },

  listDisclosures: context => {
    const { db, me, query, lang, now } = context;
    const whole = seesAccount(context);
    const rows = db.disclosures
      .filter(row => row.accountId === me.accountId && (whole || row.userId === me.userId))
      .filter(row => row.at <= now.toISOString())
      .filter(row => query.recipient === undefined || row.recipient === query.recipient)
      .filter(row => query.year === undefined || yearOf(moscowDate(row.at)) === query.year)
      .toSorted((a, b) => (a.at < b.at ? 1 : -1))
      .map((row): Schema['Disclosure'] => {
        const recipient = RECIPIENTS.find(one => one.id === row.recipient);
        return {
          id: row.id,
          at: row.at,
          recipient: row.recipient,
          recipientLabel: recipient ? say(recipient.label, lang) : row.recipient,
          what: say(row.what, lang),
          why: say(row.why, lang),
          ...(recipient?.basis === undefined ? {} : { basis: recipient.basis }),
          ...(row.category === undefined ? {} : { category: row.category }),
          crossBorder: transfersText(recipient, lang),
        };
      });
    return {
      body: {
        ...page(rows, query, row => row),
        notice: noticeOf(DISCLOSED, context),
        partial: partialOf(context),
      },
    };
  },
};
