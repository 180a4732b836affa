import type { Answer } from '../../src/api/operation.ts';
import { CAPABILITIES } from '../../src/domain/roles.ts';
import {
  codeEndsAt,
  countingSecrets,
  mayTrySecret,
  nextCodeAt,
  type StepUpAction,
  WRONG_SECRETS_MINUTES,
} from '../../src/domain/step-up.ts';
import type { Context, Handlers, Reply } from '../context.ts';
import { unseenVersion } from '../policy/versions.ts';
import { fieldError, problem, type Problem, type Text } from '../problem.ts';
import { t } from '../text.ts';
import { scopesOf } from './scopes.ts';
import { sessionOfUser, STEP_UP_MINUTES, validCode } from './state.ts';
import { gatherAssertion, notePasskeyUse, type UsedPasskey } from './passkeys.ts';
import { codeObstacleOf, maskedAddress, methodsOf, obstacleText } from './step-up.ts';

function sessionOf({
  me,
  lang,
  now,
  csrfToken,
  directory,
  identity,
  db,
  policyToAcknowledge,
  stepUpUntil: until,
  expiresAt,
}: SessionInput): Answer<'getSession'> {
  const user = directory.user(me.userId);
  const accounts = (user?.memberships ?? []).flatMap(({ accountId, role }) => {
    const found = directory.account(accountId);
    return found === undefined
      ? []
      : [{ id: found.id, code: found.code, name: found.name, kind: found.kind, role }];
  });
  const account = accounts.find(({ id }) => id === me.accountId);
  if (!account) throw problem('internal');
  return {
    account,
    user: {
      id: me.userId,
      name: me.name,
      initials: me.name
        .split(' ')
        .slice(0, 2)
        .map(part => part[0] ?? '')
        .join(''),
    },
    role: me.role,
    capabilities: [...CAPABILITIES[me.role]],
    scopes: scopesOf(me),
    locale: lang,
    jurisdiction: me.jurisdiction,
    accounts,
    stepUp: {
      fresh: until !== undefined,
      ...(until === undefined ? {} : { until }),
      methods: methodsOf({ db, me, lang, identity }),
    },
    ...(csrfToken === undefined ? {} : { csrfToken }),
    now: now.toISOString(),
    ...(policyToAcknowledge === undefined ? {} : { policyToAcknowledge }),
    ...(expiresAt === undefined ? {} : { expiresAt: expiresAt.toISOString() }),
  };
}

type SessionInput = Pick<
  Context<'getSession'>,
  'db' | 'me' | 'lang' | 'now' | 'csrfToken' | 'directory' | 'identity' | 'stepUpUntil' | 'expiresAt'
> & {
  policyToAcknowledge: string | undefined;
};

export const sessionHandlers: Handlers<'getSession' | 'switchAccount' | 'stepUp' | 'sendStepUpCode'> = {
  getSession: context => ({
    body: sessionOf({ ...context, policyToAcknowledge: unseenVersion(context)?.id }),
  }),

  switchAccount: context => {
    const { db, me, body, directory } = context;
    const membership = directory
      .user(me.userId)
      ?.memberships.find(({ accountId }) => accountId === body.accountId);
    const account = directory.account(membership?.accountId ?? '');
    if (!membership || !account) throw problem('not-found');
    sessionOfUser(db.session, me.userId).accountId = membership.accountId;
    const { jurisdiction } = account;
    const next = { ...me, accountId: membership.accountId, role: membership.role, jurisdiction };
    return {
      body: sessionOf({
        ...context,
        me: next,
        policyToAcknowledge: unseenVersion({ ...context, me: next })?.id,
      }),
    };
  },

  stepUp: {
    gather: context => gatherAssertion(context),
    decide: (context, used) => confirm(context, used as UsedPasskey | undefined),
  },

  sendStepUpCode: context => {
    const { db, me, body, now, lang, session, unit } = context;
    const { action } = body;
    const codes = requireCodes(context, action);
    requireTries(context);
    const own = sessionOfUser(db.session, me.userId);
    const former = own.codes ?? [];
    const wait = nextCodeAt(
      former.map(({ at }) => at),
      now,
    );
    if (wait !== undefined) throw tooMany(wait, now);
    const id = codes.newId();
    const at = now.toISOString();
    const sent = { id, at, action, session: session ?? '' };
    own.codes = [...former.filter(one => Date.parse(one.at) > now.getTime() - DAY_MS), sent];
    const expiresAt = codeEndsAt(at).toISOString();
    unit.mail({
      userId: me.userId,
      lang,
      template: 'step-up-code',
      parameters: { codeId: id, action, expiresAt },
    });
    const nextAt = nextCodeAt(
      own.codes.map(one => one.at),
      now,
    );
    return {
      status: 202,
      body: { sentTo: maskedAddress(context), sentAt: at, nextAt: (nextAt ?? now).toISOString(), expiresAt },
    };
  },
};

/** Makes a fresh sign-in by a secret, a passkey or the panel. */
function confirm(context: Context<'stepUp'>, used: UsedPasskey | undefined): Reply<'stepUp'> {
  const { me, body, lang, identity, stepUpUntil: fresh } = context;
  if (body.method === 'panel') {
    const offered = identity.methods(lang).some(({ id }) => id === 'panel');
    if (offered && fresh !== undefined) return { body: { until: fresh } };
    const text = t('Личный кабинет ещё не подтвердил вход', 'The account area has not confirmed it yet');
    throw invalid('/method', 'not-confirmed', text, lang);
  }
  if (body.method === 'passkey') {
    requireTries(context);
    if (used === undefined || !notePasskeyUse(context, used)) return wrongSecret(context, '/passkey');
    return signInFresh(context);
  }
  const { secret } = body;
  if (secret === undefined) {
    const text = t('Введите пароль или код', 'Enter the password or the code');
    throw invalid('/secret', 'required', text, lang);
  }
  if (body.method === 'email-code') return confirmByCode(context, secret);
  requireTries(context);
  if (!identity.confirm(me.userId, body.method, secret)) return wrongSecret(context);
  return signInFresh(context);
}

function signInFresh({ db, me, now }: StepUpContext): Reply<'stepUp'> {
  const until = new Date(now.getTime() + STEP_UP_MINUTES * 60_000).toISOString();
  sessionOfUser(db.session, me.userId).stepUpUntil = until;
  return { body: { until } };
}

const DAY_MS = 86_400_000;

const invalid = (pointer: string, code: string, text: Text, lang: 'ru' | 'en'): Problem =>
  problem('validation', { errors: [fieldError(pointer, code, text[lang])] });

const tooMany = (until: Date, now: Date): Problem =>
  problem('rate-limited', { retryAfter: Math.ceil((until.getTime() - now.getTime()) / 1000) });

type StepUpContext = Context<'stepUp' | 'sendStepUpCode'>;

/** @throws Problem `rate-limited` after too many wrong secrets */
function requireTries({ db, me, now }: StepUpContext): void {
  if (!mayTrySecret(db.session[me.userId]?.wrongAt ?? [], now))
    throw problem('rate-limited', { retryAfter: WRONG_SECRETS_MINUTES * 60 });
}

/** The rejection of a wrong secret: returned and not thrown, so that the try counts. */
function wrongSecret(
  { db, me, now, lang }: StepUpContext,
  pointer: '/secret' | '/passkey' = '/secret',
): Reply<'stepUp'> {
  const own = sessionOfUser(db.session, me.userId);
  own.wrongAt = [...countingSecrets(own.wrongAt ?? [], now), now.toISOString()];
  return { rejection: invalid(pointer, 'wrong', t('Не подошло', 'That did not match'), lang) };
}

/**
 * The port of codes, for an action that a code may confirm.
 * @throws Problem `validation` at `/action`
 */
function requireCodes(context: StepUpContext, action: StepUpAction | undefined) {
  const { lang, identity } = context;
  if (action === undefined) {
    const text = t('Укажите, что нужно подтвердить', 'Say what is to be confirmed');
    throw invalid('/action', 'required', text, lang);
  }
  const { emailCodes } = identity;
  if (emailCodes === undefined) {
    const text = t('Коды по почте здесь не присылают', 'Codes are not sent by email here');
    throw invalid('/action', 'not-offered', text, lang);
  }
  const obstacle = codeObstacleOf(context, action);
  if (obstacle !== undefined) throw invalid('/action', obstacle.reason, obstacleText(obstacle), lang);
  return emailCodes;
}

/** Confirms one action by the code that was sent for it in this session. */
function confirmByCode(context: Context<'stepUp'>, secret: string): Reply<'stepUp'> {
  const { db, me, body, now, lang, session } = context;
  const { action } = body;
  // The address may have changed since the code was sent: the rules are asked again.
  const codes = requireCodes(context, action);
  requireTries(context);
  const own = sessionOfUser(db.session, me.userId);
  const code = action && validCode(own.codes ?? [], { action, session }, now);
  if (code === undefined) {
    const text = t('Код больше не действует: запросите новый', 'This code has ended: ask for a new one');
    throw invalid('/secret', 'expired', text, lang);
  }
  if (!codes.matches(me.userId, code.id, secret)) return wrongSecret(context);
  code.used = true;
  const until = new Date(now.getTime() + STEP_UP_MINUTES * 60_000).toISOString();
  const holding = (own.confirmed ?? []).filter(one => Date.parse(one.until) > now.getTime());
  own.confirmed = [...holding, { action: code.action, session: code.session, until }];
  return { body: { until } };
}
