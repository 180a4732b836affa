import type { OperationId } from '../../src/api/operation.ts';
import type { Reply } from '../context.ts';
import { type FieldError, type Lang, problem } from '../problem.ts';
import { checkAnswer, type Route } from './contract.ts';

/** Called when an answer breaks the contract; in tests it fails the test. */
export type ContractBreak = (operationId: OperationId, errors: readonly FieldError[], body: unknown) => void;

/**
 * The answer to a reply, checked against the contract.
 * @throws Problem `internal` when the reply breaks it: what the handler has changed is not kept then
 */
export function answerOf(
  route: Route,
  reply: Reply<OperationId>,
  lang: Lang,
  onBreak: ContractBreak,
): Response {
  const broken = (errors: FieldError[], body: unknown) => {
    onBreak(route.id, errors, body);
    return problem('internal', {
      detail: `The answer of ${route.id} breaks the contract: ${JSON.stringify(errors.slice(0, 3))}`,
    });
  };
  if (reply.response !== undefined) {
    const { response } = reply;
    const [type = ''] = (response.headers.get('Content-Type') ?? '').split(';').map(part => part.trim());
    const errors = checkAnswer(route, response.status, type, response.body === null ? undefined : '');
    if (errors.length > 0) throw broken(errors, undefined);
    if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-store');
    if (!response.headers.has('Content-Language')) response.headers.set('Content-Language', lang);
    return response;
  }
  const status = reply.status ?? route.answers[0]?.status ?? 200;
  const errors = checkAnswer(route, status, 'application/json', reply.body);
  if (errors.length > 0) throw broken(errors, reply.body);
  return new Response(reply.body === undefined ? null : JSON.stringify(reply.body), {
    status,
    headers: {
      ...(reply.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      'Content-Language': lang,
      'Cache-Control': 'no-store',
      ...reply.headers,
    },
  });
}
