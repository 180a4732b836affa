import { correspondenceConsent } from '../consents/model.ts';
import type { Principal } from '../ports.ts';
import type { Rows } from '../rows.ts';
import { mayRepeat } from './repetition.ts';
import type { ExportRow, RepetitionEnd } from './state.ts';

/** Why a copy cannot be made again; undefined when it can. */
export const hindranceOf = (rows: Rows, me: Principal, row: ExportRow): RepetitionEnd | undefined => {
  if (me.userId !== row.createdBy.id || !mayRepeat(me, row)) return 'role';
  const needsConsent = row.spec.includeCorrespondence && row.spec.categories.includes('correspondence');
  return needsConsent && correspondenceConsent(rows, me.userId) === undefined ? 'consent' : undefined;
};
