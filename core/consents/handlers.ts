import type { components } from '../../src/api/generated/schema.ts';
import { isSignal, SIGNAL_HEADER } from '../../src/domain/privacy-signal.ts';
import {
  analyticsTools,
  basisOf,
  insteadOf,
  isTracking,
  purposeDescription,
  purposeIds,
  purposeLabel,
} from '../policy/catalogue.ts';
import type { Context, Handlers } from '../context.ts';
import { page } from '../http/paging.ts';
import type { Lang } from '../problem.ts';
import { fieldError, problem } from '../problem.ts';
import { dropObjections, fileRequest, newDraft } from '../requests/filing.ts';
import {
  addEvent,
  caseNow,
  applyTransition,
  allowedActionsOf,
  findOpenDuplicate,
} from '../requests/model.ts';
import { sealingFor } from '../seals.ts';
import { requireStepUp } from '../session/step-up.ts';
import { t } from '../text.ts';
import { DOCUMENTS } from '../policy/tables.ts';
import { documentView } from './documents.ts';
import {
  consentEmail,
  consentsOf,
  consentView,
  declineNewerText,
  requireSameName,
  sealedConsent,
  documentInForce,
  giveConsentTo,
  givenConsent,
  objectionOf,
  putObjection,
  withdrawGiven,
} from './model.ts';

type Schema = components['schemas'];
type Caller = Pick<Context<'listConsents'>, 'db' | 'me' | 'now' | 'lang' | 'unit' | 'directory' | 'request'>;

/** Who looks at objections, and what their browser says. */
type Seeing = Pick<
  Context<'listConsents' | 'setObjection' | 'setToolObjection'>,
  'db' | 'me' | 'lang' | 'request' | 'query'
>;

/** Purposes one may object to: those that rest on a legitimate interest (docs/domain.md#rights). */
const objectable = (): string[] => purposeIds().filter(id => basisOf(id) === 'legitimate-interest');

const EFFECTS = {
  offers: t(
    'Перестанем подбирать предложения, все темы рассылок выключатся сразу.',
    'We’ll stop choosing offers for you and turn off all mailing topics straight away.',
  ),
  other: t(
    'Сотрудник рассмотрит вашу ситуацию и ответит. На услуги это не влияет.',
    'A member of staff will look at your situation and answer. Your services are not affected.',
  ),
};

/** Takes effect at once, without a reason. */
const isInstant = (purpose: string): boolean => purpose === 'offers';

/** Whether the browser asks not to be tracked, by its header or in the words of the page. */
const hasSignal = ({ request, query }: Seeing): boolean =>
  isSignal(request.headers.get(SIGNAL_HEADER)) || (query !== undefined && 'signal' in query);

const objectionView = (caller: Seeing, purpose: string): Schema['Objection'] => {
  const { db, me, lang } = caller;
  const row = objectionOf(db, me.userId, purpose);
  const instead = insteadOf(purpose, lang);
  const signalled = row === undefined && hasSignal(caller) && isTracking(purpose);
  return {
    purpose,
    label: purposeLabel(purpose, lang),
    description: purposeDescription(purpose, lang),
    instant: isInstant(purpose),
    state: signalled ? 'accepted' : (row?.state ?? 'none'),
    ...(row === undefined ? {} : { at: row.at }),
    ...(row?.requestId === undefined ? {} : { requestId: row.requestId }),
    effect: EFFECTS[isInstant(purpose) ? 'offers' : 'other'][lang],
    ...(instead === undefined ? {} : { instead }),
    ...(signalled ? { signal: 'gpc' as const } : {}),
  };
};

const toolView = (caller: Seeing, toolId: string): Schema['ToolObjection'] => {
  const { db, me, lang } = caller;
  const tool = analyticsTools().find(row => row.id === toolId);
  if (tool === undefined) throw problem('not-found');
  const row = db.toolObjections.find(one => one.userId === me.userId && one.tool === toolId);
  const signalled = tool.aboutPerson && hasSignal(caller);
  const can = tool.aboutPerson
    ? t(
        'Перестать передавать сервису ваши новые визиты в личный кабинет и на сайт из этого браузера.',
        'It will no longer receive your new visits to the account area and website from this browser.',
      )
    : t(
        'Отметить ваш отказ. Сервис собирает сведения о сайте, а не о вас.',
        'We’ll record your choice. This tool collects data about the website, not about you.',
      );
  const cannot = t(
    'Удалить то, что сервис уже накопил: это может только он сам.',
    'It will not delete what the tool has already collected: only the tool itself can do that.',
  );
  return {
    tool: tool.id,
    label: tool.label[lang],
    optedOut: row !== undefined || signalled,
    ...(row === undefined ? {} : { at: row.at }),
    can: can[lang],
    cannot: cannot[lang],
    ...(tool.url === undefined ? {} : { url: tool.url }),
    ...(signalled ? { signal: 'gpc' as const } : {}),
  };
};

const reasonless = (lang: Lang) =>
  problem('validation', {
    errors: [
      fieldError(
        '/situation',
        'required',
        t(
          'Опишите вашу ситуацию: без неё эту цель не отменить сразу',
          'Describe your situation: we cannot stop using your data for this purpose without it',
        )[lang],
      ),
    ],
  });

/** Other purposes are looked at by a person: the objection becomes a request, filed at once (docs/domain.md#rights). */
const fileObjection = (caller: Caller, purpose: string, situation: string | undefined): void => {
  const { db, me, now, lang } = caller;
  if (situation === undefined || situation.trim() === '') throw reasonless(lang);
  const duplicate = findOpenDuplicate(
    db,
    { id: '', kind: 'objection', scope: 'person', accountId: me.accountId, details: { purposes: [purpose] } },
    me.userId,
    now,
  );
  if (duplicate !== undefined) throw problem('already-open', { openRequestId: duplicate.id });
  const row = newDraft(caller, {
    kind: 'objection',
    scope: 'person',
    details: { purposes: [purpose], situation },
  });
  fileRequest(caller, row, 'submit');
};

/** Takes an objection back; a request that was only about it is withdrawn with it. */
const takeBack = ({ db, me, now }: Pick<Caller, 'db' | 'me' | 'now'>, purpose: string): void => {
  const row = objectionOf(db, me.userId, purpose);
  const request = db.requests.find(one => one.id === row?.requestId);
  if (
    request !== undefined &&
    allowedActionsOf(request, me, now).includes('withdraw') &&
    request.details.purposes?.length === 1
  ) {
    applyTransition(request, 'withdraw', now);
    request.withdrawnAt = now.toISOString();
    addEvent(request, { kind: 'withdrawn', by: 'user' }, now);
    dropObjections(db, request, now);
  }
  putObjection(db, me.userId, purpose, 'none', now);
};

const isPending = ({ db, me, now }: Pick<Caller, 'db' | 'me' | 'now'>, purpose: string): boolean => {
  const row = objectionOf(db, me.userId, purpose);
  const request = db.requests.find(one => one.id === row?.requestId);
  return row?.state === 'pending' && request !== undefined && caseNow(request, now).status !== 'withdrawn';
};

/** Consents, objections, analytics tools. */
export const consentsHandlers: Handlers<
  'listConsents' | 'giveConsent' | 'withdrawConsent' | 'declineRenewal' | 'setObjection' | 'setToolObjection'
> = {
  listConsents: async context => {
    const { db, me, query, lang, witness, now } = context;
    const sealed = await sealingFor(witness, me, now);
    return {
      body: {
        ...page(consentsOf(db, me.userId), query, row => sealedConsent(consentView(row, lang), sealed)),
        documents: DOCUMENTS.filter(row => row.inForce).map(row => documentView(row, lang)),
        objections: objectable().map(purpose => objectionView(context, purpose)),
        tools: analyticsTools().map(tool => toolView(context, tool.id)),
      },
    };
  },

  giveConsent: context => {
    const { db, me, body, now, lang, base, unit } = context;
    const document = documentInForce(body.purpose);
    if (document === undefined) {
      const text = t('Такого согласия нет', 'We do not have this consent');
      throw problem('validation', { errors: [fieldError('/purpose', 'unknown', text[lang])] });
    }
    if (!document.roles.includes(me.role)) throw problem('forbidden', { roles: [...document.roles] });
    if (body.version !== document.version) {
      throw problem('conflict', {
        title: t('Текст согласия изменился', 'The wording of the consent has changed'),
        detail: t(
          `Сейчас действует версия ${document.version}. Прочитайте её и решите снова.`,
          `The current version is ${document.version}. Read it and decide again.`,
        ),
      });
    }
    requireSameName(body.fullName, me.name, '/fullName', lang);
    if (document.needsStepUp) requireStepUp(context, 'give-consent');
    if (givenConsent(db, me.userId, body.purpose)?.version === document.version) {
      throw problem('conflict', {
        title: t('Согласие уже дано', 'You have already given this consent'),
        detail: t(
          'Оно действует, давать его снова не нужно.',
          'It is still valid, so you do not need to give it again.',
        ),
      });
    }
    const row = giveConsentTo(
      db,
      me,
      { purpose: body.purpose, fullName: body.fullName.trim(), form: body.form },
      now,
    );
    unit.mail(consentEmail('consent-given', row, now, lang));
    return { status: 201, body: consentView(row, lang), headers: { Location: `${base}/consents/${row.id}` } };
  },

  withdrawConsent: {
    reach: 'all-accounts',
    decide: ({ db, unit, me, params, now, lang }) => {
      const row = db.consents.find(one => one.id === params.id && one.userId === me.userId);
      if (row === undefined) throw problem('not-found');
      withdrawGiven(unit, row, now);
      unit.mail(consentEmail('consent-withdrawn', row, now, lang));
      return { body: consentView(row, lang) };
    },
  },

  declineRenewal: {
    reach: 'all-accounts',
    decide: ({ db, me, params, body, now, lang }) => {
      const row = db.consents.find(one => one.id === params.id && one.userId === me.userId);
      if (row === undefined) throw problem('not-found');
      declineNewerText(row, body.version, now);
      return { body: consentView(row, lang) };
    },
  },

  setObjection: context => {
    const { db, me, params, body, now } = context;
    const { purpose } = params;
    if (!purposeIds().includes(purpose)) throw problem('not-found');
    if (!objectable().includes(purpose)) {
      throw problem('not-eligible', {
        reason: 'objection-needs-legitimate-interest',
        alternative: basisOf(purpose) === 'consent' ? 'consent-withdrawal' : 'erasure',
      });
    }
    const state = objectionOf(db, me.userId, purpose)?.state;
    if (!body.object) {
      if (state !== undefined) takeBack(context, purpose);
    } else if (isInstant(purpose)) {
      if (state !== 'accepted') putObjection(db, me.userId, purpose, 'accepted', now);
    } else if (state !== 'accepted' && !isPending(context, purpose)) {
      fileObjection(context, purpose, body.situation);
    }
    return { body: objectionView(context, purpose) };
  },

  setToolObjection: context => {
    const { db, me, params, body, now } = context;
    const view = toolView(context, params.tool);
    if (!objectable().includes(params.purpose)) throw problem('not-found');
    if (body.optedOut && view.at === undefined) {
      db.toolObjections.push({
        userId: me.userId,
        purpose: params.purpose,
        tool: params.tool,
        at: now.toISOString(),
      });
    }
    if (!body.optedOut) {
      db.toolObjections = db.toolObjections.filter(
        row => row.userId !== me.userId || row.tool !== params.tool,
      );
    }
    return { body: toolView(context, params.tool) };
  },
};

/** The card of the overview, and what asks for attention: a text that has changed since it was agreed to. */
export const consentsOverview = ({
  db,
  me,
  lang,
}: Pick<Caller, 'db' | 'me' | 'lang'>): {
  card: Schema['Overview']['cards']['consents'];
  attention: Schema['Attention'][];
} => {
  const given = consentsOf(db, me.userId).filter(row => row.status === 'given');
  const attention = given.flatMap(row => {
    const { renewal, label } = consentView(row, lang);
    return renewal === undefined
      ? []
      : [{ id: `renewal-${row.id}`, kind: 'consent-renewal' as const, text: label, at: row.givenAt }];
  });
  return { card: { given: given.length, total: DOCUMENTS.filter(row => row.inForce).length }, attention };
};
