import { DOCUMENTS, policy, TOOLS, TOPICS } from '../../../core/policy/tables.ts';
import type { OperationId } from '../../../src/api/operation.ts';

/** Names of things that a call may carry; of one owner, or of nobody. */
export interface Targets {
  /** Requests, each with one of its files. */
  readonly requests: readonly { readonly id: string; readonly file: string }[];
  readonly exports: readonly { readonly id: string; readonly link: string }[];
  readonly accountId: string;
  readonly consent: string;
  readonly change: string;
  readonly token: string;
  /** A record of the connected system. */
  readonly record: string;
  /** A cursor that was given to its owner. */
  readonly cursor: string;
}

/** A call of an operation. */
export interface Call {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** A body of another type than JSON, with the type. */
  readonly bytes?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Nothing of another owner is named but a cursor or a key: the answer is the caller's own, and may be a success. */
  readonly own?: true;
  /** A token of an email: whoever has it may use it, so only the answer to an unknown one is a refusal. */
  readonly bearer?: true;
  /** A link that opens without a session for whoever has it; for somebody else's session it is unknown. */
  readonly linked?: true;
}

/** What a caller has: a request and an export of their own. */
export interface Own {
  readonly request: string;
  readonly export: string;
}

/** The calls of an operation on the targets. */
type CallsOn = (targets: Targets, own: Own) => readonly Call[];

const plain =
  (call: Omit<Call, 'own'> = {}): CallsOn =>
  () => [{ ...call, own: true }];
const list =
  (query: Readonly<Record<string, string>> = {}): CallsOn =>
  ({ cursor }) => [
    { query, own: true },
    { query: { ...query, cursor }, own: true },
  ];
const onRequests =
  (call: Omit<Call, 'path'> = {}): CallsOn =>
  ({ requests }) =>
    requests.map(({ id }) => ({ ...call, path: { id } }));
/** A file by its request, and by the caller's own request. */
const onFiles =
  (call: Omit<Call, 'path'> = {}): CallsOn =>
  ({ requests }, own) =>
    requests.flatMap(({ id, file }) => [
      { ...call, path: { id, aid: file } },
      { ...call, path: { id: own.request, aid: file } },
    ]);
const onExports =
  (call: Omit<Call, 'path'> = {}): CallsOn =>
  ({ exports }) =>
    exports.map(({ id }) => ({ ...call, path: { id } }));

const TOPIC = TOPICS[0]?.id ?? '';
const TOOL = TOOLS[0]?.id ?? '';
const VERSION = policy().versions[0]?.id ?? '';
const ADVERTISING =
  DOCUMENTS.find(({ purpose, inForce }) => purpose === 'advertising' && inForce)?.version ?? '';

/** What is asked of a copy. */
export const SPEC = {
  scope: 'person',
  categories: ['services'],
  formats: ['json'],
  language: 'ru',
  includeAttachments: false,
  includeCorrespondence: false,
};
const SHA256 = '0'.repeat(64);

/** The body of a request, the same for everybody: with the same key two calls differ by their person only. */
export const REQUEST = {
  kind: 'complaint',
  scope: 'person',
  details: { about: 'The same text for everybody.', to: 'controller' },
};

/** Every operation of the contract with calls that name what belongs to somebody else. */
export const CALLS: { readonly [Id in OperationId]: CallsOn } = {
  getSession: plain(),
  getAccountability: plain(),
  switchAccount: ({ accountId }) => [{ json: { accountId } }],
  stepUp: plain({ json: { method: 'code', secret: '000000' } }),
  sendStepUpCode: plain({ json: { action: 'give-consent' } }),
  listPasskeys: plain(),
  createPasskeyOptions: plain({ json: { for: 'registration' } }),
  addPasskey: plain({
    json: { label: 'MARK', credential: { id: 'x', clientDataJSON: 'x', attestationObject: 'x' } },
  }),
  removePasskey: plain({ path: { id: 'pk-unknown' } }),
  listGrants: plain(),
  revokeGrant: ({ exports }) =>
    ['panel.unknown', ...exports.flatMap(({ id }) => [`copy.${id}`, `link.${id}.1`])].map(id => ({
      path: { id },
      own: true,
    })),
  getAccount: plain(),
  getOverview: plain(),
  listChanges: plain(),
  getRegister: plain(),
  listDeletions: list(),
  searchRegister: plain({ json: { text: 'MARK' } }),
  getCategory: () => ['account', 'services', 'rights'].map(category => ({ path: { category }, own: true })),
  listRecords: ({ cursor }) => [
    { path: { category: 'services' }, own: true },
    { path: { category: 'services' }, query: { scope: 'account' }, own: true },
    { path: { category: 'services' }, query: { cursor }, own: true },
    { path: { category: 'rights' }, own: true },
  ],
  getRecord: ({ record, requests, consent }) => [
    { path: { category: 'services', record } },
    { path: { category: 'services', record }, query: { scope: 'account' } },
    ...requests.map(({ id }) => ({ path: { category: 'rights', record: `request-${id}` } })),
    { path: { category: 'rights', record: `consent-${consent}-0` } },
  ],
  searchRecords: ({ cursor }) => [
    { path: { category: 'services' }, json: { text: 'MARK' }, own: true },
    { path: { category: 'services' }, json: { text: 'MARK', cursor }, own: true },
  ],
  revealValue: ({ record, requests }) => [
    { path: { category: 'services' }, json: { record, attribute: 'counterparty' } },
    ...requests.map(({ id }) => ({ path: { category: 'rights' }, json: { record: id, attribute: 'text' } })),
    { path: { category: 'services' }, json: { record: 'pay-b', attribute: 'counterparty' }, own: true },
  ],
  getStatement: plain(),
  listAccessLog: list(),
  listOwnActions: list(),
  disownAction: ({ exports, requests, consent, change }) =>
    [
      ...exports.flatMap(({ id }) => [`copy-${id}`, `link-${id}-0`]),
      ...requests.map(({ id }) => `request-${id}`),
      `consent-${consent}-0`,
      `mailing-${change}`,
    ].map(id => ({ path: { id } })),
  listDisclosures: list(),
  estimateExport: plain({ json: SPEC }),
  listExports: list(),
  createExport: plain({ json: SPEC }),
  getExport: onExports(),
  revokeExport: onExports(),
  streamExport: onExports(),
  retryExport: onExports(),
  cancelExport: onExports(),
  repeatExport: onExports({ json: { every: 'P1M', onlyNew: true } }),
  endExportRepetition: onExports(),
  approveExport: onExports(),
  declineExport: onExports(),
  downloadPart: ({ exports }) =>
    exports.flatMap(({ id, link }) => [
      { path: { id, n: '1' } },
      { path: { id, n: '1' }, query: { link }, linked: true },
    ]),
  createPartLink: ({ exports }) => exports.map(({ id }) => ({ path: { id, n: '1' } })),
  getExportChanges: ({ exports }, own) =>
    exports.flatMap(({ id }) => [
      { path: { id }, query: { since: own.export } },
      { path: { id: own.export }, query: { since: id } },
    ]),
  getMailings: plain(),
  setSubscription: plain({ path: { topic: TOPIC }, json: { state: 'off' } }),
  setNoticeRoute: ({ accountId }) => [
    { path: { kind: 'billing' }, json: { recipients: [accountId], etag: '"0"' }, own: true },
    { path: { kind: 'billing' }, json: { recipients: ['u-victim'], etag: '"0"' }, own: true },
  ],
  unsubscribeAll: plain(),
  undoMailingChange: ({ change }) => [{ path: { id: change } }],
  listMailingHistory: list(),
  listLetters: list(),
  getUnsubscribe: ({ token }) => [{ path: { token }, bearer: true }],
  unsubscribe: ({ token }) => [
    {
      path: { token },
      bytes: 'List-Unsubscribe=One-Click',
      type: 'application/x-www-form-urlencoded',
      bearer: true,
    },
  ],
  undoUnsubscribe: ({ token }) => [{ path: { token }, bearer: true }],
  getRights: plain(),
  previewErasure: plain({ json: { scope: 'person', categories: ['services'] } }),
  listRequests: list(),
  createRequest: plain({ json: REQUEST }),
  getRequest: onRequests(),
  updateDraft: onRequests({ json: { details: {}, etag: '"1"' } }),
  deleteDraft: onRequests(),
  submitRequest: onRequests({ json: {} }),
  sendMessage: ({ requests }, own) =>
    requests.flatMap(({ id, file }) => [
      { path: { id }, json: { text: 'Another text.' } },
      { path: { id: own.request }, json: { text: 'With a file.', attachments: [file] } },
    ]),
  readNotices: onRequests(),
  withdrawRequest: onRequests({ json: {} }),
  appealRequest: onRequests({ json: { text: 'Another text.' } }),
  approveRequest: onRequests({ json: {} }),
  declineRequest: onRequests({ json: {} }),
  createAttachment: onRequests({ json: { name: 'a.txt', size: 5, sha256: SHA256 } }),
  downloadAttachment: onFiles(),
  uploadChunk: onFiles({
    bytes: 'bytes',
    type: 'application/offset+octet-stream',
    headers: { 'Upload-Offset': '0' },
  }),
  deleteAttachment: onFiles(),
  getUploadOffset: onFiles(),
  getReceipt: onRequests(),
  getCaseArchive: onRequests(),
  listConsents: list(),
  giveConsent: plain({
    json: { purpose: 'advertising', version: ADVERTISING, fullName: 'Рощин Павел', form: 'electronic' },
  }),
  withdrawConsent: ({ consent }) => [{ path: { id: consent } }],
  declineRenewal: ({ consent }) => [{ path: { id: consent }, json: { version: ADVERTISING } }],
  setObjection: plain({ path: { purpose: 'offers' }, json: { object: false } }),
  setToolObjection: plain({ path: { purpose: 'statistics', tool: TOOL }, json: { optedOut: true } }),
  listPolicyVersions: list(),
  getPolicyVersion: plain({ path: { id: VERSION } }),
  acknowledgePolicy: plain({ json: { version: VERSION } }),
};
