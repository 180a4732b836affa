import { canonicalJson } from '../../src/domain/canonical-json.ts';
import type { components } from '../generated/staff-schema.ts';
import { readBody } from '../http/body.ts';
import { checkAnswer, checkHeaders, checkPath, checkQuery } from '../http/contract.ts';
import type { Cases, Directory, LetterGate, Store, Unit } from '../ports.ts';
import { type FieldError, isProblem, problem, problemResponse } from '../problem.ts';
import type { Owner } from '../rows.ts';
import { staffContract, type StaffOperationId } from './contract.ts';
import { decideCase, decideNewCase, listCases, type StaffContext } from './handlers.ts';
import { noticeRecipients, permitLetters } from './letters.ts';
import type { NoticeKind } from '../mailings/state.ts';

type Schema = components['schemas'];

/** The language of the staff's side. */
const LANG = 'ru';

/** What the mailing system's token opens, and no other. */
const MAILER_OPERATIONS: ReadonlySet<StaffOperationId> = new Set(['permitLetters', 'getNoticeRecipients']);

/** A request of a member of staff or of the mailing system, who is known. */
export interface StaffExchange {
  readonly request: Request;
  readonly url: URL;
  readonly now: Date;
  readonly requestId: string;
  readonly staffId: string;
  /** Whether it is the mailing system: it has the gate alone, and staff have everything else. */
  readonly isMailer: boolean;
  readonly gate: LetterGate;
  /** The store of the staff's role. */
  readonly store: Store;
  readonly cases: Cases;
  /** What is known around a person: their accounts and roles. */
  directoryOf(userId: string): Promise<Directory>;
}

/** Options of the pipeline. */
export interface StaffPipelineOptions {
  /** Base of the API, an absolute path without a slash at its end. */
  readonly base: string;
  readonly onContractBreak: (operation: StaffOperationId, errors: readonly FieldError[]) => void;
  readonly onError: (operation: string, thrown: unknown) => void;
}

/** Makes the way of a request of the staff: found, validated, done in one transaction, its answer checked. */
export function createStaffPipeline({ base, onContractBreak, onError }: StaffPipelineOptions) {
  async function run(exchange: StaffExchange): Promise<Response> {
    const { request, url, now, staffId, store, cases } = exchange;
    const path = url.pathname.startsWith(`${base}/`) ? url.pathname.slice(base.length) : undefined;
    const matched = path === undefined ? undefined : staffContract.matchRoute(request.method, path);
    if (matched === undefined) throw problem('not-found');
    const { route, params } = matched;
    if (MAILER_OPERATIONS.has(route.id) !== exchange.isMailer) throw problem('forbidden');
    const { query, errors: inQuery } = checkQuery(route, url.searchParams, LANG);
    const errors = [
      ...checkPath(route, params, LANG),
      ...inQuery,
      ...checkHeaders(route, request.headers, LANG),
    ];
    if (errors.length > 0) throw problem('validation', { errors });
    const body = await readBody(request, route, LANG);
    const context: StaffContext = { query, body, now, staffId };

    const reply = (status: number, answer: unknown): Response => {
      const broken = checkAnswer(route, status, 'application/json', answer);
      if (broken.length > 0) {
        onContractBreak(route.id, broken);
        throw problem('internal');
      }
      return Response.json(answer, { status, headers: { 'Cache-Control': 'no-store' } });
    };

    const write = async (
      owner: Owner,
      status: number,
      decide: (unit: Unit) => Schema['Case'],
    ): Promise<Response> => {
      const slot = [`staff ${staffId}`, route.id, url.pathname, request.headers.get('Idempotency-Key')].join(
        ' ',
      );
      const done = await store.write(owner, now, { slot, sent: canonicalJson(body ?? {}) }, unit => {
        const answer = decide(unit);
        const value = reply(status, answer);
        return {
          value,
          keep: { status, headers: Object.fromEntries(value.headers), body: JSON.stringify(answer) },
        };
      });
      if ('value' in done) return done.value;
      const { answer } = done.kept;
      if (answer === undefined) throw problem('conflict');
      return new Response(answer.body, { status: answer.status, headers: answer.headers });
    };

    if (route.id === 'permitLetters')
      return reply(200, await permitLetters(exchange.gate, body as Schema['Mailing'], now));
    if (route.id === 'getNoticeRecipients') {
      const { account = '', kind } = params;
      return reply(200, await noticeRecipients(exchange.gate, account, kind as NoticeKind));
    }
    if (route.id === 'listCases') return reply(200, await listCases(cases, context));
    if (route.id === 'registerCase') {
      const { person, account } = body as Schema['NewCase'];
      const directory = await exchange.directoryOf(person);
      return write({ userId: person, accountIds: [account], whole: true }, 201, unit =>
        decideNewCase(unit, directory, context),
      );
    }
    const { id } = route;
    const caseId = params['id'] ?? '';
    const owner = await cases.ownerOf(caseId);
    if (owner === undefined) throw problem('not-found');
    return write(owner, 200, unit => decideCase(id, unit, caseId, context));
  }

  return {
    /** The answer to a request; a refusal is a problem (RFC 9457). */
    answer: async (exchange: StaffExchange): Promise<Response> => {
      try {
        return await run(exchange);
      } catch (thrown) {
        const { request, url, requestId } = exchange;
        if (!isProblem(thrown)) onError(`${request.method} ${url.pathname}`, thrown);
        return problemResponse(
          isProblem(thrown) ? thrown : problem('internal'),
          LANG,
          requestId,
          url.pathname,
        );
      }
    },
  };
}
