import { getCategory } from '../../api/generated/ops/getCategory.ts';
import { getExport } from '../../api/generated/ops/getExport.ts';
import { getMailings } from '../../api/generated/ops/getMailings.ts';
import { getOverview } from '../../api/generated/ops/getOverview.ts';
import { getRegister } from '../../api/generated/ops/getRegister.ts';
import { listAccessLog } from '../../api/generated/ops/listAccessLog.ts';
import { listConsents } from '../../api/generated/ops/listConsents.ts';
import { listExports } from '../../api/generated/ops/listExports.ts';
import { listMailingHistory } from '../../api/generated/ops/listMailingHistory.ts';
import { listRecords } from '../../api/generated/ops/listRecords.ts';
import type { Runtime } from '../frame/module-runtime.ts';

/** Reads again what a given or withdrawn consent changes; resolves when the consents are here. */
export async function refreshAfterConsent(runtime: Runtime): Promise<void> {
  // The consent is the ground on which a text is shown.
  runtime.shownValue.set(undefined);
  await runtime.invalidate(listConsents);
  void runtime.invalidate(
    getCategory,
    getRegister,
    listRecords,
    listExports,
    getExport,
    getOverview,
    getMailings,
    listMailingHistory,
    listAccessLog,
  );
}
