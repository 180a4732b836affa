import { givenConsent, putObjection, withdrawGiven } from '../../core/consents/model.ts';
import { switchTopics } from '../../core/mailings/model.ts';
import type { Unit } from '../../core/ports.ts';
import type { StoredEntry } from './entry.ts';

/**
 * Makes a decision stand that the rows lack. Only a person's no is applied: to stop mailings, to withdraw a consent, to object.
 * A yes cannot be made again from the ledger, which has neither names nor words, and is asked for anew; an erasure is done again
 * by people.
 * @returns false when the entry is of another kind and people have to look at it
 */
export function applyEntry(
  unit: Pick<Unit, 'rows' | 'enqueue'>,
  { userId, kind, subject, state, at }: StoredEntry,
): boolean {
  const { rows } = unit;
  const decidedAt = new Date(at);
  if (kind === 'subscription' && state === 'off') {
    switchTopics(rows, userId, [subject], 'off', { by: 'system', via: 'import' }, decidedAt);
    return true;
  }
  if (kind === 'consent' && state.startsWith('withdrawn ')) {
    const given = givenConsent(rows, userId, subject);
    if (given !== undefined) withdrawGiven(unit, given, decidedAt);
    return true;
  }
  if (kind === 'objection' && state === 'accepted') {
    putObjection(rows, userId, subject, 'accepted', decidedAt);
    return true;
  }
  if (kind === 'tool-objection' && state === 'made') {
    const [purpose = '', tool = ''] = subject.split(' ');
    const made = rows.toolObjections.some(
      one => one.userId === userId && one.purpose === purpose && one.tool === tool,
    );
    if (!made) rows.toolObjections.push({ userId, purpose, tool, at });
    return true;
  }
  return false;
}
