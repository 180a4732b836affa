import type { AccessRow } from '../../core/access/state.ts';
import type { ConsentRow } from '../../core/consents/state.ts';
import type { Scope } from '../../src/domain/ids.ts';
import type { ExportRow } from '../../core/exports/state.ts';
import type { AttachmentRow, RequestRow } from '../../core/requests/state.ts';

/** The instant of the examples. */
export const NOW = new Date('2026-11-30T09:00:00.000Z');

/** A draft of a request. */
export const draftOf = (
  id: string,
  userId: string,
  accountId = 'acc-1',
  scope: Scope = 'person',
): RequestRow => ({
  id,
  number: '',
  kind: 'access',
  scope,
  accountId,
  preparedBy: { id: userId, name: 'Лесная Вера Павловна', admin: false },
  jurisdiction: 'RU',
  accountKind: 'legal',
  status: 'draft',
  version: 1,
  createdAt: NOW.toISOString(),
  updatedAt: NOW.toISOString(),
  details: {},
  extensions: {},
  marks: [],
  outcomes: [],
  timeline: [],
  messages: [],
});

/** A file that is announced. */
export const attachmentOf = (id: string, requestId: string): AttachmentRow => ({
  id,
  requestId,
  name: 'паспорт.pdf',
  size: 5,
  sha256: '0'.repeat(64),
  type: 'application/pdf',
  state: 'uploading',
  offset: 0,
  by: 'user',
  at: NOW.toISOString(),
  chunks: [],
});

/** A given consent to advertising. */
export const consentOf = (id: string, userId: string, accountId = 'acc-1'): ConsentRow => ({
  id,
  userId,
  accountId,
  purpose: 'advertising',
  version: '1',
  fullName: 'Лесная Вера Павловна',
  form: 'electronic',
  status: 'given',
  givenAt: NOW.toISOString(),
  via: 'account-area',
  history: [],
});

/** An entry of the access log. */
export const entryOf = (
  id: string,
  userId: string,
  accountId = 'acc-1',
  scope: Scope = 'person',
): AccessRow => ({
  id,
  at: NOW.toISOString(),
  accountId,
  userId,
  actor: { kind: 'self', label: { ru: 'Вы', en: 'You' } },
  action: { id: 'view', label: { ru: 'просмотр', en: 'view' } },
  object: { ru: 'запись', en: 'a record' },
  reason: { ru: 'по вашему действию', en: 'by you' },
  from: { channel: { ru: 'личный кабинет', en: 'account area' } },
  scope,
});

/** A copy that waits, with a link to its first part. */
export const copyWithLink = (id: string, userId: string, secret: string): ExportRow => ({
  id,
  number: 'E-26-0001',
  accountId: 'acc-1',
  createdBy: { id: userId, name: 'Лесная Вера Павловна' },
  prepared: false,
  spec: {
    scope: 'person',
    categories: ['account'],
    formats: ['json'],
    language: 'ru',
    includeAttachments: false,
    includeCorrespondence: false,
  },
  createdAt: NOW.toISOString(),
  status: 'queued',
  changes: 0,
  runs: [],
  links: [{ secret, part: 1, userId, expiresAt: NOW.toISOString() }],
});
