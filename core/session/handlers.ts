import type { Answer } from '../../src/api/operation.ts';
import { CAPABILITIES } from '../../src/domain/roles.ts';
import type { Context, Handlers } from '../context.ts';
import { unseenVersion } from '../policy/versions.ts';
import { fieldError, problem } from '../problem.ts';
import { t } from '../text.ts';
import { scopesOf } from './scopes.ts';
import { sessionOfUser, STEP_UP_MINUTES } from './state.ts';

const WRONG_LIMIT = 5;

function sessionOf({
  me,
  lang,
  now,
  csrfToken,
  directory,
  identity,
  policyToAcknowledge,
  stepUpUntil: until,
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
      methods: identity.methods(lang),
    },
    ...(csrfToken === undefined ? {} : { csrfToken }),
    now: now.toISOString(),
    ...(policyToAcknowledge === undefined ? {} : { policyToAcknowledge }),
  };
}

type SessionInput = Pick<
  Context<'getSession'>,
  'me' | 'lang' | 'now' | 'csrfToken' | 'directory' | 'identity' | 'stepUpUntil'
> & {
  policyToAcknowledge: string | undefined;
};

export const sessionHandlers: Handlers<'getSession' | 'switchAccount' | 'stepUp'> = {
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

  stepUp: ({ db, me, body, now, lang, identity, stepUpUntil: fresh }) => {
    if (body.method === 'panel') {
      const offered = identity.methods(lang).some(({ id }) => id === 'panel');
      if (offered && fresh !== undefined) return { body: { until: fresh } };
      const text = t('Личный кабинет ещё не подтвердил вход', 'The account area has not confirmed it yet');
      throw problem('validation', { errors: [fieldError('/method', 'not-confirmed', text[lang])] });
    }
    const { secret } = body;
    if (secret === undefined) {
      const text = t('Введите пароль или код', 'Enter the password or the code');
      throw problem('validation', { errors: [fieldError('/secret', 'required', text[lang])] });
    }
    const own = sessionOfUser(db.session, me.userId);
    const recent = (own.wrongAt ?? []).filter(at => Date.parse(at) > now.getTime() - 10 * 60_000);
    if (recent.length >= WRONG_LIMIT) throw problem('rate-limited', { retryAfter: 600 });
    if (!identity.confirm(me.userId, body.method, secret)) {
      own.wrongAt = [...recent, now.toISOString()];
      // Returned and not thrown: the wrong try counts.
      return {
        rejection: problem('validation', {
          errors: [fieldError('/secret', 'wrong', lang === 'ru' ? 'Не подошло' : 'That did not match')],
        }),
      };
    }
    const until = new Date(now.getTime() + STEP_UP_MINUTES * 60_000).toISOString();
    own.stepUpUntil = until;
    return { body: { until } };
  },
};
