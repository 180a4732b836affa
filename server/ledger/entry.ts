import type { LedgerEntry } from '../../core/ledger.ts';
import type { AddressDigest } from '../keys/address-digest.ts';

/** An entry of the ledger as it is stored, in PostgreSQL and in the second place. */
export interface StoredEntry extends LedgerEntry {
  readonly id: string;
  /** When it was written, under the lock of its person; RFC 3339. */
  readonly writtenAt: string;
  /** Of a «no» to mailings the addresses it was said for; in the second place alone. */
  readonly addresses?: readonly AddressDigest[];
}
