import type { components } from '../../src/api/generated/schema.ts';
import { moscowDate, yearOf } from '../../src/domain/calendar.ts';
import type { Role } from '../../src/domain/ids.ts';
import { can } from '../../src/domain/roles.ts';
import type { Context, Handlers } from '../kernel.ts';
import { page } from '../page.ts';
import { userById } from '../personas.ts';
import { lastGoodAt, partialOf } from '../partial.ts';
import type { Lang, Text } from '../problem.ts';
import { RECIPIENTS } from '../register/data/recipients.ts';
import { say, t, toReader } from '../words.ts';
import { type AccessRow, OWN_ACTION } from './state.ts';

type Schema = components['schemas'];
type Caller = Pick<Context<'listAccessLog'>, 'db' | 'me' | 'scope' | 'now'>;

const NOTICE: Text = t(
  'Здесь нет обращений госорганов, о которых закон запрещает сообщать. Если записи нет, это не значит, что запросов не было.',
  'Requests of authorities that the law forbids to disclose are not here. No entry does not mean that there was no request.',
);
const DISCLOSED: Text = t(
  'Здесь то, что записано поимённо. Передача по договору или закону могла быть и без отдельной записи, а о некоторых запросах закон запрещает сообщать.',
  'This is what was recorded one by one. Data may have been handed over under the contract or the law without an entry of its own, and the law forbids telling of some requests.',
);

/** The rows a user may see, newest first: their own, and those of the account where the role allows it. */
export function accessRowsOf({ db, me, scope, now }: Caller): AccessRow[] {
  const whole = scope === 'account' && can(me.role, 'accesslog.account');
  return (
    db.access
      .filter(row => row.accountId === me.accountId && row.at <= now.toISOString())
      .filter(
        row =>
          (row.userId === me.userId &&
            (scope === 'account' || row.scope === 'person' || row.actor.kind !== 'user')) ||
          (whole && row.scope === 'account'),
      )
      // Of two at the same instant the later written is the newer.
      .toReversed()
      .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  );
}

/** What another user of the account is called: by their role there, never by name. */
const ROLE_LABELS: Readonly<Record<Role, Text>> = {
  owner: t('Владелец учётной записи', 'Owner of the account'),
  admin: t('Администратор учётной записи', 'Administrator of the account'),
  finance: t('Финансовый менеджер учётной записи', 'Finance manager of the account'),
  user: t('Пользователь учётной записи', 'User of the account'),
};

/** An entry as this reader sees it: one's own doing is «вы», another user's is theirs by role. */
export function accessEntry(row: AccessRow, meId: string, lang: Lang): Schema['AccessEntry'] {
  const own = row.actor.kind === 'self' || row.actor.kind === 'user';
  const doer = row.actor.userId ?? (row.actor.kind === 'self' ? row.userId : undefined);
  const kind = own ? (doer === meId ? 'self' : 'user') : row.actor.kind;
  const role = userById(doer ?? '')?.memberships.find(one => one.accountId === row.accountId)?.role;
  const label =
    kind === 'self' ? OWN_ACTION.actor.label : kind === 'user' && role ? ROLE_LABELS[role] : row.actor.label;
  return {
    id: row.id,
    at: row.at,
    actor: { kind, label: say(label, lang) },
    action: { id: row.action.id, label: say(row.action.label, lang) },
    ...(row.category === undefined ? {} : { category: row.category }),
    object: say(row.object, lang),
    reason: say(toReader(row.reason, kind === 'self'), lang),
    from: {
      channel: say(row.from.channel, lang),
      ...(row.from.place === undefined ? {} : { place: say(row.from.place, lang) }),
    },
    scope: row.scope,
    ...(row.reference === undefined ? {} : { reference: row.reference }),
  };
}

export const accessHandlers: Handlers<'listAccessLog' | 'listDisclosures'> = {
  listAccessLog: context => {
    const { query, me, lang } = context;
    const entries = accessRowsOf(context)
      .map(row => accessEntry(row, me.userId, lang))
      .filter(
        entry =>
          (query.actor === undefined || entry.actor.kind === query.actor) &&
          (query.category === undefined || entry.category === query.category) &&
          (query.from === undefined || moscowDate(entry.at) >= query.from) &&
          (query.to === undefined || moscowDate(entry.at) <= query.to) &&
          // What Kayako would have told since it went away is missing, and named as such.
          !(
            context.down.has('kayako') &&
            entry.category === 'correspondence' &&
            entry.at > lastGoodAt(context.now)
          ),
      );
    return {
      body: {
        ...page(entries, query, entry => entry),
        notice: say(NOTICE, lang),
        partial: partialOf(context),
      },
    };
  },

  listDisclosures: context => {
    const { db, me, query, lang, now, scope } = context;
    const whole = scope === 'account' && can(me.role, 'accesslog.account');
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
          crossBorder: say(
            recipient?.crossBorder.status === 'possible'
              ? t('возможно, страны не названы', 'possible, countries not named')
              : t('политика не говорит', 'the policy does not say'),
            lang,
          ),
        };
      });
    return {
      body: { ...page(rows, query, row => row), notice: say(DISCLOSED, lang), partial: partialOf(context) },
    };
  },
};
