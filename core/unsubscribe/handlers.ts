import { prefersPage } from '../http/accept.ts';
import type { components } from '../../src/api/generated/schema.ts';
import type { Context, Handlers } from '../context.ts';
import {
  maskedEmailOf,
  changedAt,
  changeSourceLabel,
  ledgerOf,
  mailingEmail,
  stateOf,
  switchTopics,
  undoChange,
  undoUntilOf,
} from '../mailings/model.ts';
import type { ChangeRow, TokenRow } from '../mailings/state.ts';
import { topicLabel, topicOf } from '../mailings/topics.ts';
import { TOPICS } from '../policy/tables.ts';
import { fieldError, isProblem, problem } from '../problem.ts';
import { t } from '../text.ts';
import { deadLinkPage, type Done, HEADERS, HTML_HEADERS, unsubscribePage } from './pages.ts';

type Ids = 'getUnsubscribe' | 'unsubscribe' | 'undoUnsubscribe';
/** What an operation without a session may use: never `me`. The token is the only right there is. */
type Caller = Pick<
  Context<Ids>,
  'db' | 'params' | 'base' | 'secretSuffix' | 'request' | 'now' | 'lang' | 'directory'
>;

/** The latest opt-out that came by this token. */
const lastByToken = ({ db, now }: Caller, row: TokenRow): ChangeRow | undefined =>
  ledgerOf(db, row.userId, now).find(change => change.token === row.token && change.to === 'off');

const viewOf = (caller: Caller, row: TokenRow): components['schemas']['UnsubscribePage'] => {
  const { db, now, lang } = caller;
  const topic = topicOf(row.topic);
  const state = stateOf(db, row.userId, row.topic);
  const last = lastByToken(caller, row);
  const undoUntil = last === undefined ? undefined : undoUntilOf(db, last, now);
  const off = ledgerOf(db, row.userId, now).find(change => change.to === 'off' && row.topic in change.before);
  return {
    address: maskedEmailOf(caller.directory, row.userId),
    topic: row.topic,
    topicLabel: topicLabel(row.topic)[lang],
    why: (topic?.why ?? topicLabel(row.topic))[lang],
    state,
    ...(state === 'off' && off !== undefined
      ? { offSince: changedAt(off, now), offBy: changeSourceLabel(off)[lang] }
      : {}),
    ...(undoUntil === undefined ? {} : { undoUntil }),
    topics: TOPICS.map(one => ({
      topic: one.id,
      label: one.label[lang],
      state: stateOf(db, row.userId, one.id),
    })),
    accountUrl: '/mailings',
  };
};

const deadPage = (why: 'unknown' | 'too-late', { lang }: Caller) => ({
  response: new Response(deadLinkPage(why, lang), {
    status: why === 'unknown' ? 404 : 410,
    headers: HTML_HEADERS,
  }),
});

const lookup = ({ db, params }: Caller): TokenRow | undefined =>
  db.mailings.tokens.find(row => row.token === params.token);

const answer = (caller: Caller, row: TokenRow, done?: Done) => {
  const view = viewOf(caller, row);
  const path = `${caller.base}/unsubscribe/${encodeURIComponent(row.token)}${caller.secretSuffix}`;
  return prefersPage(caller.request)
    ? { response: new Response(unsubscribePage(view, path, caller.lang, done), { headers: HTML_HEADERS }) }
    : { body: view, headers: HEADERS };
};

const withToken = <T>(caller: Caller, handle: (row: TokenRow) => T) => {
  const row = lookup(caller);
  if (row !== undefined) return handle(row);
  if (prefersPage(caller.request)) return deadPage('unknown', caller);
  throw problem('not-found', {
    detail: t(
      'Ссылка повреждена или не от нас. Откройте её прямо из письма.',
      'The link is damaged or not from us. Open it straight from the email.',
    ),
  });
};

interface Form {
  'List-Unsubscribe'?: string;
  topic?: string | string[];
}

/** The topics a form names: the email’s own without a name, `all` for every one. */
const topicsOf = (form: Form, own: string, lang: Caller['lang']): string[] => {
  const named = form.topic === undefined ? [] : [form.topic].flat();
  if (form['List-Unsubscribe'] !== undefined || named.length === 0) return [own];
  if (named.includes('all')) return TOPICS.map(topic => topic.id);
  if (named.some(id => topicOf(id) === undefined)) {
    throw problem('validation', {
      errors: [fieldError('/topic', 'unknown', t('Такой темы нет', 'There is no such topic')[lang])],
    });
  }
  return named;
};

/**
 * Opting out by an email’s link. GET and HEAD change nothing; POST is idempotent, sets no cookie and redirects
 * nowhere (RFC 8058).
 */
export const unsubscribeHandlers: Handlers<Ids> = {
  getUnsubscribe: context => withToken(context, row => answer(context, row)),

  unsubscribe: context =>
    withToken(context, row => {
      const form = (context.body ?? {}) as Form;
      const via = form['List-Unsubscribe'] === undefined ? 'letter' : 'one-click';
      const topics = topicsOf(form, row.topic, context.lang);
      const all = topics.length === TOPICS.length ? 'all' : undefined;
      const change = switchTopics(
        context.db,
        row.userId,
        topics,
        'off',
        { by: 'letter', via, token: row.token },
        context.now,
        all,
      );
      if (change !== undefined) context.unit.mail(mailingEmail(change, context.lang));
      context.unit.optOut(row.userId, topics);
      return answer(context, row, { stopped: topics });
    }),

  undoUnsubscribe: context =>
    withToken(context, row => {
      const last = lastByToken(context, row);
      try {
        if (last === undefined) throw problem('gone');
        const undoing = undoChange(context.db, last, 'letter', context.now);
        if (undoing !== undefined) context.unit.mail(mailingEmail(undoing, context.lang));
      } catch (thrown) {
        const late =
          isProblem(thrown) && (thrown.problemName === 'gone' || thrown.problemName === 'conflict');
        if (!late) throw thrown;
        if (prefersPage(context.request)) return deadPage('too-late', context);
        throw problem('gone', {
          detail: t('Отменить можно только в течение 10 минут.', 'You can undo this for 10 minutes only.'),
        });
      }
      return answer(context, row, 'undone');
    }),
};
