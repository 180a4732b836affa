import type { components } from '../../src/api/generated/schema.ts';
import type { Text } from '../problem.ts';

type Schema = components['schemas'];
/** What an export is asked to hold. */
export type ExportSpec = Schema['ExportSpec'];

/** A stretch of work: from making or retrying until it is ready. Progress is derived from it on reading. */
export interface RunRow {
  /** When it began, by the mock's clock. */
  at: string;
  /** The same by the machine's clock: work goes on also when the mock's clock is set to one instant. */
  real: number;
  /** The systems collected in this run. */
  systems: string[];
  /** Of these, the ones that did not answer. */
  failing: string[];
}

/** An export as it is stored; queued, collecting, packing, ready, partly ready, failed and expired are derived. */
export interface ExportRow {
  id: string;
  number: string;
  accountId: string;
  createdBy: { id: string; name: string };
  /** Prepared by an admin: begins only after the owner’s yes. */
  prepared: boolean;
  spec: ExportSpec;
  createdAt: string;
  stage: 'awaiting_owner' | 'begun' | 'cancelled' | 'revoked';
  runs: RunRow[];
  /** Seeded for showing: stays in this state whatever the clock says. */
  frozen?: 'queued' | 'collecting' | 'packing';
  endedAt?: string;
  endReason?: Text;
  downloads: { at: string; part: number; from: Text }[];
  links: { secret: string; part: number; userId: string; expiresAt: string }[];
}

/** What this area keeps in the mock's database. */
export interface ExportsSlice {
  exports: ExportRow[];
}
