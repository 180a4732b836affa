import type { HandlerFunction, Handlers } from '../core/context.ts';
import type { CopyMaker, MailingSystem, Sources } from '../core/ports.ts';
import { type Problem, problem } from '../core/problem.ts';
import { t } from '../core/text.ts';
import type { OperationId } from '../src/api/operation.ts';

/**
 * Operations whose handlers are not in the core yet. Each line goes when its handler arrives in `core/`; `handlers.ts` fails
 * to compile for an operation that nobody answers.
 */
const NOT_CONNECTED = [
  'estimateExport',
  'createExport',
  'listExports',
  'getExport',
  'revokeExport',
  'streamExport',
  'retryExport',
  'cancelExport',
  'approveExport',
  'declineExport',
  'downloadPart',
  'createPartLink',
  'getExportChanges',
] as const satisfies readonly OperationId[];

type NotConnected = (typeof NOT_CONNECTED)[number];

/** The answer where the server does not know the data yet: it never invents any. */
const notConnected = (): Problem =>
  problem('source-unavailable', {
    detail: t('Этот раздел здесь ещё не подключён.', 'This section is not connected here yet.'),
  });

const refuse: HandlerFunction<OperationId> = () => {
  throw notConnected();
};

/** Handlers that refuse, by operation. */
export const notConnectedHandlers = Object.fromEntries(
  NOT_CONNECTED.map(id => [id, refuse]),
) as unknown as Handlers<NotConnected>;

const refusing = (): never => {
  throw notConnected();
};

/**
 * Systems until sources are connected: whoever asks for data of theirs is refused. What the center itself keeps is known to the
 * core.
 */
export const sources: Sources = {
  kinds: refusing,
  fields: refusing,
  page: refusing,
  count: refusing,
  sample: refusing,
  stream: refusing,
  record: refusing,
  text: refusing,
  attachment: refusing,
  unavailable: () => [],
};

/** The mailing system until one is connected: no email is known to be planned. */
export const mailingSystem: MailingSystem = { nextPlanned: () => undefined };

/** What makes copies until sources are connected. */
export const copies: CopyMaker = {
  totals: refusing,
  answers: refusing,
  pack: refusing,
  clear: refusing,
  size: refusing,
  read: refusing,
};
