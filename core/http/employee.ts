import type { OperationId } from '../../src/api/operation.ts';
import type { AccessRow, StaffLook } from '../access/state.ts';
import { newId } from '../ids.ts';
import type { Principal } from '../ports.ts';
import { problem } from '../problem.ts';
import type { Scope } from '../../src/domain/ids.ts';
import type { Rows } from '../rows.ts';
import type { Route } from './contract.ts';

/** Reads that hand over files: copies, whole requests, what a customer has sent. */
const DOWNLOADS: ReadonlySet<OperationId> = new Set<OperationId>([
  'downloadPart',
  'getCaseArchive',
  'downloadAttachment',
]);
/** One entry of the log stands for all looks of so long, ms. */
const LOOK_MS = 10 * 60_000;

/**
 * An employee whose session acts as a customer (`act`, RFC 8693, 4.1) may look and nothing else.
 * @param isRead whether the operation changes nothing
 * @throws Problem `forbidden` for writes and for downloads
 */
export function requireLook({ id }: Route, isRead: boolean): void {
  if (isRead && !DOWNLOADS.has(id)) return;
  throw problem('forbidden', {
    detail: {
      ru: 'Сотрудник, вошедший от имени клиента, может только смотреть.',
      en: 'An employee signed in as a customer may only look.',
    },
  });
}

/** What is known of a look. */
interface Looked {
  readonly employee: string;
  readonly route: Route;
  readonly me: Principal;
  readonly scope: Scope;
  readonly category: string | undefined;
  readonly now: Date;
}

/** The entry of the access log for a look; undefined when one of the last ten minutes stands for it. */
export function lookEntry(
  { access }: Pick<Rows, 'access'>,
  { employee, route, me, scope, category, now }: Looked,
): AccessRow | undefined {
  const [, area = ''] = route.path.split('/');
  const look: StaffLook = { area, employee };
  const known = access.some(
    row =>
      row.look?.employee === employee &&
      row.look.area === area &&
      row.accountId === me.accountId &&
      row.userId === me.userId &&
      row.category === category &&
      row.scope === scope &&
      Date.parse(row.at) > now.getTime() - LOOK_MS,
  );
  if (known) return undefined;
  return {
    id: newId('al'),
    at: now.toISOString(),
    accountId: me.accountId,
    userId: me.userId,
    scope,
    ...(category === undefined ? {} : { category }),
    look,
  };
}
