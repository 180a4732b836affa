import type { Schemas } from './schema-types.ts';

/** RFC 9457 problem details, as the contract writes them. */
export type Problem = Schemas['Problem'];

/** The last part of a problem's type: `validation`, `not-found`, … */
export type ProblemName = Problem['type'] extends `/problems/${infer Name}` ? Name : never;

/** The kind of failure, as far as pages distinguish it. */
export type FailureKind =
  | ProblemName
  /** No answer came: the network, or the server closed the connection. */
  | 'network'
  /** No answer within 30 s. */
  | 'timeout'
  /** An answer came that is not what the contract promises. */
  | 'unreadable';

/** The one shape of every failure on the way to the server. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly kind: FailureKind;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly problem: Problem | undefined;
  readonly requestId: string | undefined;
  /** Seconds the server asks to wait. */
  readonly retryAfter: number | undefined;
  /** The operation that failed. */
  readonly operation: string;

  constructor(
    operation: string,
    kind: FailureKind,
    details: {
      status?: number;
      problem?: Problem | undefined;
      retryAfter?: number | undefined;
      requestId?: string | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(`${operation}: ${kind}`, { cause: details.cause });
    this.operation = operation;
    this.kind = kind;
    this.status = details.status ?? 0;
    this.problem = details.problem;
    this.requestId = details.problem?.requestId ?? details.requestId;
    this.retryAfter = details.retryAfter;
  }
}

/** True when trying the same read again may help: the network, or a fault of the server. */
export function worthRetrying(error: unknown): boolean {
  if (!(error instanceof Failure)) return false;
  return error.kind === 'network' || error.kind === 'unreadable' || error.status >= 500;
}

/** True for the body of a problem, whatever else it holds. */
function isProblem(body: unknown): body is Problem {
  return (
    typeof body === 'object' &&
    body !== null &&
    'type' in body &&
    typeof body.type === 'string' &&
    body.type.startsWith('/problems/') &&
    'requestId' in body
  );
}

/** The longest wait that is shown and timed: a timer of several weeks overflows and fires at once. */
const LONGEST_WAIT_SECONDS = 3600;

/** Seconds to wait: of the header, a number or a date (RFC 9110, 10.2.3), or of the body where a proxy has dropped it. */
function retryAfterOf(headers: Headers, body: unknown): number | undefined {
  const header = headers.get('Retry-After')?.trim() ?? '';
  const member = (body as { retryAfter?: unknown } | null | undefined)?.retryAfter;
  const problemMembers = [
    /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000),
    member,
  ].find((seconds): seconds is number => typeof seconds === 'number' && seconds > 0);
  return problemMembers === undefined ? undefined : Math.min(problemMembers, LONGEST_WAIT_SECONDS);
}

/** The problem that a status stands for, where an answer has no body to say it. */
export type ProblemsByStatus = Readonly<Partial<Record<number, ProblemName>>>;

/** Makes a Failure of an answer outside 2xx. An answer of another kind (a proxy's page) is `unreadable`. */
export function failureOf(
  operation: string,
  response: Response,
  body?: unknown,
  problems?: ProblemsByStatus,
): Failure {
  const { status, headers } = response;
  const problem = isProblem(body) ? body : undefined;
  const byStatus: ProblemsByStatus = { 401: 'session-expired', 429: 'rate-limited', ...problems };
  return new Failure(
    operation,
    (problem?.type.slice('/problems/'.length) as ProblemName | undefined) ?? byStatus[status] ?? 'unreadable',
    {
      status,
      problem,
      retryAfter: retryAfterOf(headers, body),
      requestId: headers.get('X-Request-Id') ?? undefined,
    },
  );
}
