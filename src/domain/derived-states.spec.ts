import { describe, expect, it } from 'vitest';
import type { ExportStatus, RequestStatus } from './ids.ts';
import { EXPORT_STATUSES, REQUEST_STATUSES } from './ids.ts';
import type { RequestFacts } from './request-states.ts';
import { derivedExportStatus, hasFiles, isUnderWay } from './export-states.ts';
import { appealUntil, derivedRequestStatus } from './request-states.ts';
import { allowedTransitions } from './states.ts';

describe('the derived status of a request', () => {
  const facts = (more: Partial<RequestFacts>): RequestFacts => ({
    kind: 'access',
    status: 'in_work',
    ...more,
  });
  const statusAt = (now: string, more: Partial<RequestFacts>) =>
    derivedRequestStatus(facts(more), now).status;

  it('is `closed` after the thirtieth day from the answer, not before', () => {
    const answered = { status: 'answered', answeredAt: '2026-02-02T09:00:00Z' } as const;
    expect(appealUntil(answered.answeredAt)).toBe('2026-03-04');
    expect(statusAt('2026-03-04T20:59:59Z', answered)).toBe('answered');
    expect(statusAt('2026-03-04T21:00:00Z', answered)).toBe('closed');
    expect(statusAt('2026-06-01', { ...answered, status: 'appealed' })).toBe('appealed');
    expect(statusAt('2026-06-01', { status: 'answered' })).toBe('answered');
  });

  it('is overdue on the day after the due date, in every open state and in no other', () => {
    const overdueAt = (now: string, status: RequestStatus) =>
      derivedRequestStatus(facts({ status, dueBy: '2026-02-16' }), now).overdue;
    expect(REQUEST_STATUSES.filter(status => overdueAt('2026-02-16T21:00:00Z', status))).toEqual([
      'submitted',
      'in_work',
      'needs_user',
      'appealed',
    ]);
    expect(REQUEST_STATUSES.filter(status => overdueAt('2026-02-16T20:59:59Z', status))).toEqual([]);
    expect(derivedRequestStatus(facts({}), '2030-01-01').overdue).toBe(false);
  });

  describe('the hold of an erasure', () => {
    const erasure = { kind: 'erasure', status: 'submitted', submittedAt: '2026-02-02T09:00:00Z' } as const;
    const holdAt = (now: string, more: Partial<RequestFacts> = {}) =>
      derivedRequestStatus(facts({ ...erasure, ...more }), now).hold;

    it('lasts 72 hours to the second', () => {
      expect(holdAt('2026-02-05T08:59:59Z')).toEqual({ kind: 'running', until: '2026-02-05T09:00:00.000Z' });
      expect(holdAt('2026-02-05T09:00:00Z')).toEqual({ kind: 'over', at: '2026-02-05T09:00:00.000Z' });
    });

    it('is over when the customer waives it', () => {
      const waived = { holdWaivedAt: '2026-02-03T10:00:00Z' };
      expect(holdAt('2026-02-03T10:00:00Z', waived)).toEqual({
        kind: 'over',
        at: '2026-02-03T10:00:00.000Z',
      });
      expect(holdAt('2026-02-03T09:59:00Z', waived)).toMatchObject({ kind: 'running' });
    });

    it('exists for an erasure only, and only until staff take the request', () => {
      expect(holdAt('2026-02-03', { status: 'in_work' })).toEqual({ kind: 'none' });
      expect(holdAt('2026-02-03', { status: 'withdrawn' })).toEqual({ kind: 'none' });
      expect(holdAt('2026-02-03', { kind: 'restriction' })).toEqual({ kind: 'none' });
    });
  });
});

describe('the derived status of an export', () => {
  const at = (now: string, status: ExportStatus, expiresAt?: string) =>
    derivedExportStatus({ status, readyAt: '2026-02-02T09:00:00Z', expiresAt }, now);

  it('is `expired` fourteen days after the export became ready', () => {
    const expiresAt = '2026-02-16T09:00:00.000Z';
    expect(at('2026-02-16T08:59:59Z', 'ready')).toEqual({ status: 'ready', expiresAt });
    expect(at('2026-02-16T09:00:00Z', 'ready')).toEqual({ status: 'expired', expiresAt });
    expect(at('2026-02-16T09:00:00Z', 'partly_ready')).toEqual({ status: 'expired', expiresAt });
  });

  it('follows a later date of expiry, and ignores an earlier one', () => {
    expect(at('2026-02-20', 'ready', '2026-03-02T09:00:00Z').status).toBe('ready');
    expect(at('2026-02-10', 'ready', '2026-02-09T09:00:00Z')).toMatchObject({
      status: 'ready',
      expiresAt: '2026-02-16T09:00:00.000Z',
    });
  });

  it('stays as it is when there is nothing to download', () => {
    const left = EXPORT_STATUSES.filter(status => at('2027-01-01', status).status === status);
    expect(left).toEqual(EXPORT_STATUSES.filter(status => status !== 'ready' && status !== 'partly_ready'));
    expect(at('2027-01-01', 'collecting')).toEqual({ status: 'collecting' });
    expect(derivedExportStatus({ status: 'queued' }, '2027-01-01')).toEqual({ status: 'queued' });
  });
});

describe('the status of an export', () => {
  it('is under way until it ends, has files only while ready, and is never both', () => {
    expect(EXPORT_STATUSES.filter(isUnderWay)).toEqual(['awaiting_owner', 'queued', 'collecting', 'packing']);
    expect(EXPORT_STATUSES.filter(hasFiles)).toEqual(['ready', 'partly_ready']);
    // What can still be downloaded can be revoked, and only that.
    expect(
      EXPORT_STATUSES.filter(status => allowedTransitions('export', status, 'customer').includes('revoke')),
    ).toEqual(EXPORT_STATUSES.filter(hasFiles));
  });
});
