import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Pool } from 'pg';
import type { LetterGate, Store } from '../../core/ports.ts';
import { problem, problemResponse } from '../../core/problem.ts';
import { createStaffPipeline } from '../../core/staff/pipeline.ts';
import { directoryAround } from '../directory/around.ts';
import { type TokenRules, verifyToken } from '../identity/jwt.ts';
import { errorFields, type Logger } from '../log.ts';
import { postgresCases } from './cases.ts';

/** Base of the staff's API. */
export const STAFF_BASE = '/staff/v1';
const BODY_BYTES = 1024 * 1024;

/** What the staff's application is made of. */
export interface StaffAppParts {
  readonly rules: TokenRules;
  /** Connections of the role `privacy_staff`. */
  readonly pool: Pool;
  /** The store of that role. */
  readonly store: Store;
  readonly gate: LetterGate;
  readonly log: Logger;
  readonly clock: () => Date;
}

const newRequestId = (): string => `req-${randomUUID().slice(0, 8)}`;
/** The scope of the mailing system's token: it opens the letter gate, and nothing of the staff. */
const LETTERS_SCOPE = 'letters';
const BEARER = /^Bearer ([\w.~+/-]+=*)$/;

/** The staff's application: its operations for whoever brings a token of the staff's issuer, and nothing else. */
export function createStaffApp({ rules, pool, store, gate, log, clock }: StaffAppParts): Hono {
  const pipeline = createStaffPipeline({
    base: STAFF_BASE,
    onContractBreak: (operation, errors) =>
      log.error(
        { operation, errors: errors.map(({ pointer, code }) => ({ pointer, code })) },
        'an answer to staff breaks the contract',
      ),
    onError: (_address, thrown) => log.error(errorFields(thrown), 'a request of the staff failed'),
  });
  const cases = postgresCases(pool);
  const app = new Hono();
  app.use(
    bodyLimit({
      maxSize: BODY_BYTES,
      onError: () => problemResponse(problem('too-large'), 'ru', newRequestId()),
    }),
  );
  app.all('*', async ({ req }) => {
    const requestId = newRequestId();
    const now = clock();
    const token = BEARER.exec(req.header('Authorization') ?? '')?.[1];
    const staff =
      token === undefined ? undefined : await verifyToken(token, rules, now).catch(() => undefined);
    // Without a token every address answers alike: nobody learns what there is.
    if (staff === undefined) return problemResponse(problem('session-expired'), 'ru', requestId);
    const response = await pipeline.answer({
      request: req.raw,
      url: new URL(req.url),
      now,
      requestId,
      staffId: staff.userId,
      isMailer: (staff.scope ?? '').split(' ').includes(LETTERS_SCOPE),
      gate,
      store,
      cases,
      directoryOf: userId => directoryAround(pool, userId),
    });
    response.headers.set('X-Request-Id', requestId);
    response.headers.set('X-Content-Type-Options', 'nosniff');
    log.info(
      { requestId, method: req.method, staff: staff.userId, status: response.status },
      'staff request',
    );
    return response;
  });
  return app;
}
