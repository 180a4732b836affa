import type { Answer } from '../../src/api/operation.ts';
import { CAPABILITIES } from '../../src/domain/roles.ts';
import type { Context, Handlers } from '../kernel.ts';
import { accountById, userById } from '../personas.ts';
import { unseenVersion } from '../policy/handlers.ts';
import { fieldError, problem } from '../problem.ts';
import { SECRETS, STEP_UP_METHODS } from './methods.ts';
import { scopesOf } from './scopes.ts';
import { sessionOfUser, stepUpUntil } from './state.ts';

const STEP_UP_MINUTES = 10;
const WRONG_LIMIT = 5;

function sessionOf({
  db,
  me,
  lang,
  now,
  csrfToken,
  policyToAcknowledge,
}: SessionInput): Answer<'getSession'> {
  const user = userById(me.userId);
  const accounts = (user?.memberships ?? []).map(({ accountId, role }) => {
    const { id, code, name, kind } = accountById(accountId);
    return { id, code, name, kind, role };
  });
  const account = accounts.find(({ id }) => id === me.accountId);
  if (!account) throw problem('internal');
  const until = stepUpUntil(db.session, me.userId, now);
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
      methods: STEP_UP_METHODS(lang),
    },
    ...(csrfToken === undefined ? {} : { csrfToken }),
    now: now.toISOString(),
    ...(policyToAcknowledge === undefined ? {} : { policyToAcknowledge }),
  };
}

type SessionInput = Pick<Context<'getSession'>, 'db' | 'me' | 'lang' | 'now' | 'csrfToken'> & {
  policyToAcknowledge: string | undefined;
};

export const sessionHandlers: Handlers<'getSession' | 'switchAccount' | 'stepUp'> = {
  getSession: context => ({
    body: sessionOf({ ...context, policyToAcknowledge: unseenVersion(context)?.id }),
  }),

  switchAccount: context => {
    const { db, me, body } = context;
    const membership = userById(me.userId)?.memberships.find(({ accountId }) => accountId === body.accountId);
    if (!membership) throw problem('not-found');
    sessionOfUser(db.session, me.userId).accountId = membership.accountId;
    const { jurisdiction } = accountById(membership.accountId);
    const next = { ...me, accountId: membership.accountId, role: membership.role, jurisdiction };
    return {
      body: sessionOf({
        ...context,
        me: next,
        policyToAcknowledge: unseenVersion({ ...context, me: next })?.id,
      }),
    };
  },

  stepUp: ({ db, me, body, now, lang }) => {
    const own = sessionOfUser(db.session, me.userId);
    const recent = (own.wrongAt ?? []).filter(at => Date.parse(at) > now.getTime() - 10 * 60_000);
    if (recent.length >= WRONG_LIMIT) throw problem('rate-limited', { retryAfter: 600 });
    if (SECRETS[body.method] !== body.secret) {
      own.wrongAt = [...recent, now.toISOString()];
      throw problem('validation', {
        errors: [fieldError('/secret', 'wrong', lang === 'ru' ? 'Не подошло' : 'That did not match')],
      });
    }
    const until = new Date(now.getTime() + STEP_UP_MINUTES * 60_000).toISOString();
    own.stepUpUntil = until;
    return { body: { until } };
  },
};
