import type { components } from '../../src/api/generated/schema.ts';
import { maySwitch } from '../../src/domain/subscription-states.ts';
import {
  consentEmail,
  requireSameName,
  documentInForce,
  giveConsentTo,
  givenConsent,
} from '../consents/model.ts';
import type { Context, Handlers } from '../context.ts';
import { page } from '../http/paging.ts';
import { SERVICE_NOTICES, TOPICS } from '../policy/tables.ts';
import { fieldError, problem } from '../problem.ts';
import { t } from '../text.ts';
import {
  maskedEmailOf,
  changeView,
  deliveryOf,
  inLastYear,
  ledgerOf,
  emailView,
  historyOf,
  mailingEmail,
  emailsOf,
  stateOf,
  switchAllOff,
  switchTopics,
  undoChange,
} from './model.ts';
import { peopleView, routeNotices, routesView } from './notices.ts';
import type { MailingsSlice } from './state.ts';
import { topicOf } from './topics.ts';

type Schema = components['schemas'];

const LATEST = 5;

/** What the page of mailings needs of a request. */
type Reader = Pick<
  Context<'getMailings'>,
  'db' | 'me' | 'base' | 'secretSuffix' | 'now' | 'lang' | 'directory' | 'mailingSystem'
>;

/** Everything the mailings page shows of the person. */
const mailingsView = (reader: Reader): Schema['Mailings'] => {
  const { db, me, now, lang, directory, mailingSystem } = reader;
  const { userId } = me;
  const letters = emailsOf(db, userId);
  const lastYear = inLastYear(letters, now);
  const notices = letters.filter(row => row.kind === 'service-notice');
  const [lastNotice] = notices;
  const [lastChange] = ledgerOf(db, userId, now);
  const consent = givenConsent(db, userId, 'advertising');
  const queued = letters.filter(row => deliveryOf(row, now) === 'queued').length;
  return {
    address: maskedEmailOf(directory, userId),
    consentGiven: consent !== undefined,
    ...(consent === undefined ? {} : { consentId: consent.id }),
    topics: TOPICS.map(topic => {
      const row = db.mailings.subscriptions.find(one => one.userId === userId && one.topic === topic.id);
      const state = stateOf(db, userId, topic.id);
      const { note, ...fact } = topic.fact;
      const nextPlanned = state === 'on' ? mailingSystem.nextPlanned(topic.id, now) : undefined;
      return {
        topic: topic.id,
        label: topic.label[lang],
        description: topic.description[lang],
        state,
        ...(row === undefined ? {} : { since: row.since }),
        lettersLastYear: lastYear.filter(email => email.topic === topic.id).length,
        sampleSubject: topic.sampleSubject[lang],
        why: topic.why[lang],
        ...(nextPlanned === undefined ? {} : { nextPlanned }),
        onItsWay: letters.flatMap(({ topic: of, sendBy, ...email }) =>
          of === topic.id && sendBy !== undefined && deliveryOf({ ...email, sendBy }, now) === 'queued'
            ? [{ subject: email.subject[lang], until: sendBy }]
            : [],
        ),
        fact: { ...fact, ...(note === undefined ? {} : { note: note[lang] }) },
      };
    }),
    serviceNotices: {
      label: SERVICE_NOTICES.label[lang],
      reason: SERVICE_NOTICES.reason[lang],
      locked: true,
      lettersLastYear: lastYear.filter(row => row.kind === 'service-notice').length,
      ...(lastNotice === undefined ? {} : { lastAt: lastNotice.at }),
      routes: routesView(reader),
      people: peopleView(reader),
      examples: SERVICE_NOTICES.examples.map(example => example[lang]),
      history: notices.slice(0, LATEST).map(row => emailView(row, reader)),
    },
    letters: letters
      .filter(row => row.kind === 'mailing')
      .slice(0, LATEST)
      .map(row => emailView(row, reader)),
    ...(lastChange === undefined ? {} : { lastChange: changeView(db, lastChange, now, lang) }),
    ...(queued > 0 ? { queued } : {}),
    partial: [],
  };
};

const answer = (reader: Reader) => ({ body: mailingsView(reader) });

const requireTopic = (id: string): void => {
  if (topicOf(id) === undefined) throw problem('not-found');
};

/** Switching on rests on a recorded consent: the one in force, or the one that came with the switch (38-ФЗ ст. 18). */
const requireConsent = (context: Context<'setSubscription'>): void => {
  const { db, me, body, now, lang, unit } = context;
  if (
    db.objections.some(
      row => row.userId === me.userId && row.purpose === 'offers' && row.state === 'accepted',
    )
  ) {
    throw problem('conflict', {
      title: t('Вы возразили против предложений', 'You have objected to offers'),
      detail: t(
        'Сначала отмените возражение в разделе «Согласия», потом включите тему.',
        'Withdraw your objection under “Consents” first, then turn the topic on.',
      ),
    });
  }
  if (givenConsent(db, me.userId, 'advertising') !== undefined) return;
  if (body.consent === undefined) {
    const text = t(
      'Чтобы включить рассылку, нужно ваше согласие: прочитайте текст и впишите имя.',
      'We need your consent to send mailings: read the wording and enter your name.',
    );
    throw problem('validation', { errors: [fieldError('/consent', 'consent-required', text[lang])] });
  }
  if (body.consent.version !== documentInForce('advertising')?.version) {
    throw problem('conflict', {
      detail: t(
        'Текст согласия изменился. Прочитайте новый.',
        'The wording of the consent has changed. Read the new one.',
      ),
    });
  }
  requireSameName(body.consent.fullName, me.name, '/consent/fullName', lang);
  const { fullName } = body.consent;
  const given = giveConsentTo(db, me, { purpose: 'advertising', fullName, form: 'electronic' }, now);
  unit.mail(consentEmail('consent-given', given, now, lang));
};

/** Mailings: switches, the ledger of changes, the emails. */
export const mailingsHandlers: Handlers<
  | 'getMailings'
  | 'setSubscription'
  | 'setNoticeRoute'
  | 'unsubscribeAll'
  | 'undoMailingChange'
  | 'listMailingHistory'
  | 'listLetters'
> = {
  getMailings: answer,
  setSubscription: context => {
    const { db, me, params, body, now, lang, unit } = context;
    requireTopic(params.topic);
    if (body.state === 'on' && stateOf(db, me.userId, params.topic) === 'off') {
      if (!maySwitch('on', 'account', true).ok) throw problem('forbidden');
      requireConsent(context);
    }
    const change = switchTopics(
      db,
      me.userId,
      [params.topic],
      body.state,
      { by: 'user', via: 'account' },
      now,
    );
    // The email about a consent that came with the switch says the same.
    if (change !== undefined && body.consent === undefined) unit.mail(mailingEmail(change, lang));
    if (body.state === 'off') unit.optOut(me.userId, [params.topic]);
    return answer(context);
  },
  setNoticeRoute: context => {
    routeNotices(context);
    return answer(context);
  },

  unsubscribeAll: context => {
    const { db, me, now, lang, unit } = context;
    const change = switchAllOff(db, me.userId, { by: 'user', via: 'account' }, now);
    if (change !== undefined) unit.mail(mailingEmail(change, lang));
    unit.optOut(
      me.userId,
      TOPICS.map(({ id }) => id),
    );
    return answer(context);
  },
  undoMailingChange: context => {
    const { db, me, params, now, lang, unit } = context;
    const row = db.mailings.changes.find(one => one.id === params.id && one.userId === me.userId);
    if (row === undefined) throw problem('not-found');
    const undoing = undoChange(db, row, 'user', now);
    if (undoing !== undefined) unit.mail(mailingEmail(undoing, lang));
    return answer(context);
  },
  listMailingHistory: ({ db, me, query, now, lang }) => ({
    body: page(historyOf(db, me.userId, now, lang), query, change => change),
  }),
  listLetters: context => {
    const { db, me, query } = context;
    if (query?.topic !== undefined) requireTopic(query.topic);
    const rows = emailsOf(db, me.userId).filter(
      row => query?.topic === undefined || row.topic === query.topic,
    );
    return { body: page(rows, query, row => emailView(row, context)) };
  },
};

/** The card of the overview. */
export const mailingsOverview = (
  db: MailingsSlice,
  me: { userId: string },
): { card: Schema['Overview']['cards']['mailings'] } => ({
  card: {
    on: TOPICS.filter(topic => stateOf(db, me.userId, topic.id) === 'on').length,
    total: TOPICS.length,
  },
});
