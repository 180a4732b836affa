import type { Answer } from '../../src/api/operation.ts';
import { CAPABILITIES, can } from '../../src/domain/roles.ts';
import type { Context, Handlers } from '../kernel.ts';
import { accountById, type Principal, userById } from '../personas.ts';
import { fieldError, problem } from '../problem.ts';
import { SECRETS, STEP_UP_METHODS } from './methods.ts';

const STEP_UP_MINUTES = 10;
const WRONG_LIMIT = 5;

/** The scopes a role may choose between, the default one first. */
export function scopesOf(me: Principal): ('person' | 'account')[] {
  const whole = can(me.role, 'account.profile.view') || can(me.role, 'account.billing.view');
  return whole ? ['account', 'person'] : ['person'];
}

/** Until when the user's fresh sign-in holds, when it does. */
export function stepUpUntil(stepUps: Record<string, string>, userId: string, now: Date): string | undefined {
  const until = stepUps[userId];
  return until !== undefined && Date.parse(until) > now.getTime() ? until : undefined;
}

function sessionOf({ db, me, lang, now, csrfToken, policyToAcknowledge }: SessionInput): Answer<'getSession'> {
  const user = userById(me.userId);
  const accounts = (user?.memberships ?? []).map(({ accountId, role }) => {
    const { id, code, name, kind } = accountById(accountId);
    return { id, code, name, kind, role };
  });
  const account = accounts.find(({ id }) => id === me.accountId);
  if (!account) throw problem('internal');
  const until = stepUpUntil(db.stepUps, me.userId, now);
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
    stepUp: { fresh: until !== undefined, ...(until === undefined ? {} : { until }), methods: STEP_UP_METHODS(lang) },
    ...(csrfToken === undefined ? {} : { csrfToken }),
    now: now.toISOString(),
    ...(policyToAcknowledge === undefined ? {} : { policyToAcknowledge }),
  };
}

type SessionInput = Pick<Context<'getSession'>, 'db' | 'me' | 'lang' | 'now' | 'csrfToken'> & {
  policyToAcknowledge: string | undefined;
};

/** The upcoming version this user has not said to have seen. */
export function policyToAcknowledge({ db, me }: Pick<Context<'getSession'>, 'db' | 'me'>): string | undefined {
  const seen = db.policy.acknowledged.some(row => row.userId === me.userId && row.version === 'demo-next');
  return seen ? undefined : 'demo-next';
}

export const sessionHandlers: Handlers<'getSession' | 'switchAccount' | 'stepUp'> = {
  getSession: context => ({ body: sessionOf({ ...context, policyToAcknowledge: policyToAcknowledge(context) }) }),

  switchAccount: context => {
    const { db, me, body } = context;
    const membership = userById(me.userId)?.memberships.find(({ accountId }) => accountId === body.accountId);
    if (!membership) throw problem('not-found');
    db.accountOf[me.userId] = membership.accountId;
    const { jurisdiction } = accountById(membership.accountId);
    const next = { ...me, accountId: membership.accountId, role: membership.role, jurisdiction };
    return {
      body: sessionOf({ ...context, me: next, policyToAcknowledge: policyToAcknowledge({ db, me: next }) }),
    };
  },

  stepUp: ({ db, me, body, now, lang }) => {
    const recent = (db.wrongSecrets[me.userId] ?? []).filter(at => Date.parse(at) > now.getTime() - 10 * 60_000);
    if (recent.length >= WRONG_LIMIT) throw problem('rate-limited', { retryAfter: 600 });
    if (SECRETS[body.method] !== body.secret) {
      db.wrongSecrets[me.userId] = [...recent, now.toISOString()];
      throw problem('validation', {
        errors: [fieldError('/secret', 'wrong', lang === 'ru' ? 'Не подошло' : 'That did not match')],
      });
    }
    const until = new Date(now.getTime() + STEP_UP_MINUTES * 60_000).toISOString();
    db.stepUps[me.userId] = until;
    return { body: { until } };
  },
};
