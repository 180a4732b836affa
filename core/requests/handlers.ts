import type { components } from '../../src/api/generated/schema.ts';
import type { OperationId } from '../../src/api/operation.ts';
import { endOfMoscowDay, moscowDate } from '../../src/domain/calendar.ts';
import type { Processing } from '../../src/domain/eligibility.ts';
import { mayFileAgain, isOpen } from '../../src/domain/request-states.ts';
import { cleanDetails, filingOf } from '../../src/domain/requests.ts';
import { can } from '../../src/domain/roles.ts';
import { reprDigest, sha256 } from '../digest.ts';
import { attachmentHeader } from '../http/download.ts';
import { namesVersion } from '../http/etag.ts';
import { newId } from '../ids.ts';
import type { Context, Handlers } from '../context.ts';
import { page } from '../http/paging.ts';
import { errorMessageOf } from '../http/contract.ts';
import { fieldError, isProblem, type Lang, problem } from '../problem.ts';
import { adviceFor, cellsOf, requireAdvice } from '../rights/advice.ts';
import { requestDecision } from '../session/owners.ts';
import { requireStepUp } from '../session/step-up.ts';
import { sealingFor } from '../seals.ts';
import { say, t } from '../text.ts';
import { accessRowsOf } from '../access/handlers.ts';
import { caseArchive } from './archive.ts';
import {
  announce,
  appendChunk,
  awaitCheck,
  bytesOf,
  type Chunk,
  lookupAttachment,
  receiveChunk,
} from './attachments.ts';
import { requireScope, fileRequest, newDraft } from './filing.ts';
import {
  addEvent,
  attachmentView,
  caseNow,
  requireAllowedAction,
  etagOf,
  extensionsReadBy,
  hasUnreadNotices,
  isRemovable,
  isSent,
  lookupRequest,
  allowedActionsOf,
  applyTransition,
  findOpenDuplicate,
  requestView,
  maySee,
  summaryOf,
  touch,
  visibleRequests,
} from './model.ts';
import { receiptDigest, receiptOf } from './receipt.ts';
import type { RequestRow } from './state.ts';
import { storedDetails } from './texts.ts';
import { requireComplete } from './validate.ts';
import { withdrawFiled } from './withdrawal.ts';

type Schema = components['schemas'];

/** A context of any operation, as far as a view needs it. */
type Seen = Pick<Context<OperationId>, 'db' | 'me' | 'now' | 'lang'>;
/** What is asked before a case is filed. */
type Filing = Seen & Parameters<typeof requireStepUp>[0];
/** What the register holds of the customer in the scope of the case. */
interface Gathered {
  scope: RequestRow['scope'] | undefined;
  cells: readonly Processing[];
}

/**
 * A request as its reader sees it. An extension is shown to the author of the request even before `readNotices` records
 * that its notice reached them, so that recording it changes nothing on the screen.
 */
const view = ({ db, me, now, lang }: Seen, row: RequestRow): Schema['RightsRequest'] => {
  const digest = receiptDigest(row);
  return {
    ...requestView(db, { ...row, extensions: extensionsReadBy(row, me, now) }, me, now, lang),
    ...(digest === undefined ? {} : { receiptDigest: digest }),
    ...(hasUnreadNotices(row, me) ? { unreadNotices: true } : {}),
  };
};

const reply = (context: Seen, row: RequestRow, status = 200) => ({
  status,
  body: view(context, row),
  headers: { ETag: etagOf(row) },
});

const found = ({ db, me }: Seen, id: string): RequestRow => lookupRequest(db, id, me);

const requireDraftOfMine = (context: Seen, row: RequestRow, draftAction: 'submit' | 'delete'): void =>
  requireAllowedAction(row, draftAction, context.me, context.now);

/** The ended request of the caller that a new one of this kind files again. @throws Problem `validation` when there is none */
const replacedRequest = (
  { db, me, now, lang }: Seen,
  kind: RequestRow['kind'],
  id: string | undefined,
): RequestRow | undefined => {
  if (id === undefined) return undefined;
  const row = db.requests.find(one => one.id === id && maySee(one, me));
  if (row?.preparedBy.id === me.userId && row.kind === kind && mayFileAgain(caseNow(row, now).status))
    return row;
  const text = t(
    'Подать снова можно только своё завершённое обращение',
    'Only your own ended request can be filed again',
  );
  throw problem('validation', { errors: [fieldError('/replaces', 'unknown', text[lang])] });
};

/** Ends the handler with the open request that asks for the same, if there is one. */
const requireNoDuplicate = ({ db, me, now }: Pick<Seen, 'db' | 'me' | 'now'>, row: RequestRow): void => {
  const duplicate = findOpenDuplicate(db, row, row.preparedBy.id, now);
  if (duplicate !== undefined)
    throw problem('already-open', maySee(duplicate, me) ? { openRequestId: duplicate.id } : {});
};

/** Everything that can stand in the way of filing, in the order a person can mend it. */
const requireFilable = (
  context: Filing,
  row: RequestRow,
  { insist, separate, confirmation }: { insist?: boolean; separate?: boolean; confirmation?: string },
  { scope, cells }: Gathered,
): void => {
  const { lang } = context;
  requireComplete(row.kind, row.details, lang, confirmation);
  if (row.kind === 'erasure')
    requireStepUp(context, row.details.skipHold === true ? 'file-erasure-without-hold' : 'file-erasure');
  if (separate !== true) requireNoDuplicate(context, row);
  // The draft was given another scope while the register was read.
  if (scope !== row.scope) throw stale(row);
  requireAdvice(adviceFor(context, row, cells), insist === true);
};

const stale = (row: RequestRow) => problem('stale', { currentEtag: etagOf(row) });

const missing = (pointer: string, lang: Lang) =>
  problem('validation', { errors: [fieldError(pointer, 'required', errorMessageOf('required', lang))] });

/** The version that was edited has to be the one the server has. One fitting tag is enough: a proxy may have changed the header. */
const requireVersion = (
  row: RequestRow,
  header: string | undefined,
  member: string | undefined,
  lang: Lang,
): void => {
  const tags = [header, member].filter(tag => tag !== undefined);
  if (tags.length === 0) throw missing('header/if-match', lang);
  if (!tags.some(tag => namesVersion(tag, etagOf(row)))) throw stale(row);
};

/** Files may be added while the case is open, or still a draft. */
const requireOpenForFiles = (context: Seen, row: RequestRow): void => {
  const { status } = caseNow(row, context.now);
  if (status !== 'draft' && !isOpen(status))
    throw problem('illegal-transition', { state: status, allowed: [] });
};

/** Requests of the data subject: drafts, filing, talk with the staff, files, receipt. */
/** Who of the customer's side takes a step: whoever wrote the case, or the owner of its account. */
const customerOf = (row: RequestRow, me: Seen['me']): 'user' | 'owner' =>
  row.preparedBy.id === me.userId ? 'user' : 'owner';

export const requestsHandlers: Handlers<
  | 'createRequest'
  | 'listRequests'
  | 'getRequest'
  | 'readNotices'
  | 'updateDraft'
  | 'deleteDraft'
  | 'submitRequest'
  | 'sendMessage'
  | 'withdrawRequest'
  | 'appealRequest'
  | 'approveRequest'
  | 'declineRequest'
  | 'createAttachment'
  | 'uploadChunk'
  | 'getUploadOffset'
  | 'downloadAttachment'
  | 'deleteAttachment'
  | 'getReceipt'
  | 'getCaseArchive'
> = {
  createRequest: context => {
    const { body, base } = context;
    const replaces = replacedRequest(context, body.kind, body.replaces);
    const row = newDraft(context, { kind: body.kind, scope: body.scope, details: body.details });
    if (replaces !== undefined) {
      row.replaces = { id: replaces.id, number: replaces.number };
      // The word is typed anew, and the files of the former request are not in this one.
      delete row.details.confirmation;
      delete row.details.proofProvided;
    }
    const made = reply(context, row, 201);
    return { ...made, headers: { ...made.headers, Location: `${base}/requests/${row.id}` } };
  },

  listRequests: ({ db, me, query, scope, now, lang }) => {
    const rows = visibleRequests(db, me, scope).filter(
      row =>
        (query?.kind === undefined || row.kind === query.kind) &&
        (query?.status === undefined || caseNow(row, now).status === query.status),
    );
    return { body: page(rows, query, row => summaryOf(row, now, lang)) };
  },

  getRequest: context => reply(context, found(context, context.params.id)),

  readNotices: context => {
    const row = found(context, context.params.id);
    row.extensions = extensionsReadBy(row, context.me, context.now);
    return reply(context, row);
  },

  updateDraft: context => {
    const { me, body, now, lang, params, request } = context;
    const row = found(context, params.id);
    requireDraftOfMine(context, row, 'submit');
    requireVersion(row, request.headers.get('If-Match') ?? undefined, body.etag, lang);
    if (body.scope !== undefined) {
      requireScope(me, row.kind, body.scope);
      row.scope = body.scope;
      row.preparedBy.admin = filingOf(me.role, row.kind, body.scope) === 'prepare';
    }
    if (body.details !== undefined) row.details = storedDetails(cleanDetails(row.kind, body.details));
    if (body.step !== undefined) row.step = body.step;
    touch(row, now);
    return reply(context, row);
  },

  deleteDraft: context => {
    const { db, params, unit } = context;
    const row = found(context, params.id);
    requireDraftOfMine(context, row, 'delete');
    db.requests = db.requests.filter(one => one !== row);
    for (const { id, requestId } of db.attachments)
      if (requestId === row.id) unit.enqueue({ kind: 'delete-attachment-bytes', attachmentId: id });
    db.attachments = db.attachments.filter(one => one.requestId !== row.id);
    return { status: 204 };
  },

  submitRequest: {
    reach: 'all-accounts',
    gather: async (context): Promise<Gathered> => {
      const scope = context.db.requests.find(one => one.id === context.params.id)?.scope;
      return { scope, cells: scope === undefined ? [] : await cellsOf({ ...context, scope }) };
    },
    decide: (context, gathered: Gathered) => {
      const { me, now, lang, params, body } = context;
      const row = found(context, params.id);
      requireDraftOfMine(context, row, 'submit');
      const seen = context.request.headers.get('If-Match');
      if (seen !== null && !namesVersion(seen, etagOf(row))) throw stale(row);
      requireScope(me, row.kind, row.scope);
      requireFilable(context, row, body ?? {}, gathered);
      if (body?.confirmation !== undefined && row.kind === 'erasure')
        row.details.confirmation = body.confirmation;
      delete row.step;
      row.lang = lang;
      row.preparedBy.role = me.role;
      if (row.preparedBy.admin) {
        applyTransition(row, 'prepare', now);
        addEvent(row, { kind: 'prepared', by: 'user' }, now);
        requestDecision(context, 'request-awaits-owner', row.number);
      } else {
        fileRequest(context, row, 'submit');
      }
      return reply(context, row);
    },
  },

  sendMessage: context => {
    const { db, me, now, lang, params, body } = context;
    const row = found(context, params.id);
    requireAllowedAction(row, 'message', me, now);
    const ids = body.attachments ?? [];
    const text = t('Такого загруженного файла в обращении нет', 'There is no such file in this request');
    const errors = ids.flatMap((id, i) =>
      db.attachments.some(
        one => one.id === id && one.requestId === row.id && one.by === 'user' && one.state === 'ready',
      )
        ? []
        : [fieldError(`/attachments/${i}`, 'unknown', text[lang])],
    );
    if (body.text.trim() === '') {
      errors.push(fieldError('/text', 'required', t('Напишите сообщение', 'Write a message')[lang]));
    }
    const { accessEntry } = body;
    if (
      accessEntry !== undefined &&
      !accessRowsOf({ ...context, scope: 'account' }).some(entry => entry.id === accessEntry)
    ) {
      const gone = t('Такой записи в журнале доступа нет', 'There is no such entry in the access log');
      errors.push(fieldError('/accessEntry', 'unknown', gone[lang]));
    }
    if (errors.length > 0) throw problem('validation', { errors });
    row.messages.push({
      id: newId('ms'),
      at: now.toISOString(),
      from: 'user',
      author: me.name,
      text: body.text,
      attachments: [...ids],
      ...(accessEntry === undefined ? {} : { accessEntry }),
    });
    // A file sent later is the proof a correction was waiting for.
    if (row.kind === 'rectification' && row.proofAt === undefined && ids.length > 0)
      row.proofAt = now.toISOString();
    if (caseNow(row, now).status === 'needs_user') {
      applyTransition(row, 'reply', now);
      addEvent(row, { kind: 'replied', by: customerOf(row, me) }, now);
    } else {
      touch(row, now);
    }
    return reply(context, row, 201);
  },

  withdrawRequest: context => {
    const { db, me, now, params, body } = context;
    const row = found(context, params.id);
    requireAllowedAction(row, 'withdraw', me, now);
    withdrawFiled(db, row, customerOf(row, me), now, body?.reason?.trim());
    return reply(context, row);
  },

  appealRequest: context => {
    const { me, now, params, body } = context;
    const row = found(context, params.id);
    requireAllowedAction(row, 'appeal', me, now);
    applyTransition(row, 'appeal', now);
    row.appealedAt = now.toISOString();
    row.messages.push({
      id: newId('ms'),
      at: now.toISOString(),
      from: 'user',
      author: me.name,
      text: body.text,
      attachments: [],
    });
    addEvent(row, { kind: 'appealed', by: customerOf(row, me) }, now);
    return reply(context, row);
  },

  approveRequest: {
    reach: 'all-accounts',
    decide: context => {
      const { me, now, params, body } = context;
      const row = found(context, params.id);
      requireOwner(context);
      requireAllowedAction(row, 'approve', me, now);
      // An admin prepared it; what the owner confirms is the owner’s.
      requireComplete(row.kind, row.details, context.lang, body?.confirmation);
      if (body?.separate !== true) requireNoDuplicate(context, row);
      fileRequest(context, row, 'approve');
      return reply(context, row);
    },
  },

  declineRequest: context => {
    const { me, now, params, body } = context;
    const row = found(context, params.id);
    requireOwner(context);
    requireAllowedAction(row, 'decline', me, now);
    applyTransition(row, 'decline', now);
    row.withdrawnAt = now.toISOString();
    const reason = body?.reason?.trim();
    addEvent(row, { kind: 'declined', by: 'owner', ...(reason ? { reason } : {}) }, now);
    return reply(context, row);
  },

  createAttachment: context => {
    const { db, now, lang, params, body } = context;
    const row = found(context, params.id);
    requireOpenForFiles(context, row);
    const made = announce(db, row, body, now, lang);
    return { status: 201, body: attachmentView(row, made, lang) };
  },

  uploadChunk: {
    gather: async context => {
      const { db, lang, params, query, request, files } = context;
      const row = found(context, params.id);
      const attachment = lookupAttachment(db, row, params.aid);
      requireOpenForFiles(context, row);
      const header = request.headers.get('Upload-Offset');
      const offset = header === null ? query?.offset : Number(header);
      if (offset === undefined) throw missing('header/upload-offset', lang);
      return receiveChunk(files, attachment, offset, new Uint8Array(await request.arrayBuffer()));
    },
    decide: (context, chunk: Chunk) => {
      const { db, lang, params, unit, files, now } = context;
      try {
        const row = found(context, params.id);
        const attachment = lookupAttachment(db, row, params.aid);
        requireOpenForFiles(context, row);
        appendChunk(attachment, chunk);
        if (attachment.state === 'rejected')
          unit.enqueue({ kind: 'delete-attachment-bytes', attachmentId: attachment.id });
        else if (attachment.state === 'ready' && files.scanner !== undefined) {
          awaitCheck(attachment, now);
          unit.enqueue({ kind: 'check-attachment', attachmentId: attachment.id });
        }
        return {
          body: attachmentView(row, attachment, lang),
          headers: { 'Upload-Offset': String(attachment.offset) },
        };
      } catch (thrown) {
        if (!isProblem(thrown)) throw thrown;
        // Another chunk came first, or the file was deleted: the bytes of this one are nobody's.
        unit.enqueue({ kind: 'delete-attachment-bytes', attachmentId: params.aid, chunk: chunk.name });
        return { rejection: thrown };
      }
    },
  },

  getUploadOffset: context => {
    const attachment = lookupAttachment(context.db, found(context, context.params.id), context.params.aid);
    return { headers: { 'Upload-Offset': String(attachment.offset) } };
  },

  downloadAttachment: async context => {
    const attachment = lookupAttachment(context.db, found(context, context.params.id), context.params.aid);
    if (attachment.state !== 'ready') throw problem('not-found');
    return {
      response: new Response(await bytesOf(context.files, attachment), {
        headers: {
          'Content-Type': 'application/octet-stream',
          'Content-Disposition': attachmentHeader(attachment.name),
          'Content-Length': String(attachment.size),
          'X-Content-Type-Options': 'nosniff',
        },
      }),
    };
  },

  deleteAttachment: context => {
    const { db, me, now, params, unit } = context;
    const row = found(context, params.id);
    const attachment = lookupAttachment(db, row, params.aid);
    if (!isRemovable(row, attachment, db.access)) {
      throw problem('conflict', {
        title: t('Файл уже в деле', 'This file is already part of the request'),
        detail: t(
          'Забрать можно файл, который сотрудник ещё не открывал. Подтверждение к уточнению остаётся: от него считается срок.',
          'You can only take back files that our staff have not opened yet. The proof for a correction stays: a deadline counts from it.',
        ),
      });
    }
    db.attachments = db.attachments.filter(one => one !== attachment);
    if (isSent(row, attachment)) {
      for (const message of row.messages)
        message.attachments = message.attachments.filter(id => id !== attachment.id);
      addEvent(row, { kind: 'file-removed', by: customerOf(row, me), file: attachment.name }, now);
      touch(row, now);
    }
    unit.enqueue({ kind: 'delete-attachment-bytes', attachmentId: attachment.id });
    return { status: 204 };
  },

  getReceipt: async context => {
    const { now, lang, params, witness, me } = context;
    const row = found(context, params.id);
    const receipt = receiptOf(row, now, lang, await sealingFor(witness, me, now));
    if (receipt === undefined) {
      throw problem('conflict', {
        title: t('Подтверждения ещё нет', 'No confirmation yet'),
        detail: t(
          'Оно появится, когда обращение будет подано.',
          'You’ll get it when the request is submitted.',
        ),
      });
    }
    return { body: receipt };
  },

  getCaseArchive: async context => {
    const { now, lang, params, record, witness, me } = context;
    const row = found(context, params.id);
    const receipt = receiptOf(row, now, lang, await sealingFor(witness, me, now));
    const bytes = await caseArchive(context, row, view(context, row), receipt);
    record({
      own: { code: 'download-request', number: row.number },
      scope: row.scope,
      reference: { kind: 'request', id: row.id, label: row.number },
    });
    return {
      response: new Response(bytes, {
        headers: {
          'Content-Type': 'application/zip',
          'Content-Disposition': attachmentHeader(
            lang === 'ru' ? `Обращение ${row.number}.zip` : `Request ${row.number}.zip`,
          ),
          'Repr-Digest': reprDigest(await sha256(bytes)),
          'Content-Length': String(bytes.length),
          'X-Content-Type-Options': 'nosniff',
        },
      }),
    };
  },
};

function requireOwner({ me }: Seen): void {
  if (!can(me.role, 'request.account')) throw problem('forbidden', { roles: ['owner'] });
}

/** The card of the overview: requests that wait for the customer, and the nearest date. */
export const requestsOverview = ({
  db,
  me,
  now,
  lang,
  scope,
}: Seen & Pick<Context<OperationId>, 'scope'>): {
  card: Schema['Overview']['cards']['requests'];
  attention: Schema['Attention'][];
  nextDeadline?: Schema['RequestSummary'];
} => {
  const rows = visibleRequests(db, me, scope);
  const lines = rows
    .map(row => ({ row, at: caseNow(row, now) }))
    .filter(({ at }) => isOpen(at.status))
    .map(({ row, at }) => ({
      row,
      summary: summaryOf(row, now, lang, at),
      decides: allowedActionsOf(row, me, now, at).includes('approve'),
    }));
  const mine = lines.filter(({ summary, decides }) => summary.status === 'needs_user' || decides);
  const attention = lines.flatMap(({ row, summary, decides }): Schema['Attention'][] => {
    const about = {
      requestId: row.id,
      number: row.number,
      ...(summary.dueBy === undefined ? {} : { until: endOfMoscowDay(summary.dueBy) }),
    };
    const question = row.messages.findLast(message => message.from === 'staff');
    return [
      ...(summary.status === 'needs_user'
        ? [
            {
              id: `needs-user-${row.id}`,
              kind: 'needs-user' as const,
              ...about,
              text: say(question?.text ?? summary.title, lang),
              at: question?.at ?? row.updatedAt,
            },
          ]
        : []),
      ...(decides
        ? [
            {
              id: `awaiting-owner-${row.id}`,
              kind: 'awaiting-owner' as const,
              ...about,
              text: summary.title,
              at: row.updatedAt,
            },
          ]
        : []),
      ...(summary.marks.some(mark => mark.kind === 'overdue')
        ? [
            {
              id: `overdue-${row.id}`,
              kind: 'overdue' as const,
              ...about,
              text: summary.title,
              at: about.until ?? row.updatedAt,
            },
          ]
        : []),
    ];
  });
  const today = moscowDate(now);
  const [next] = lines
    .map(({ summary }) => summary)
    .filter(({ dueBy }) => dueBy !== undefined && dueBy >= today)
    .toSorted((a, b) => (a.dueBy ?? '').localeCompare(b.dueBy ?? ''));
  return {
    card: { open: lines.length, waiting: mine.length, total: rows.length },
    attention,
    ...(next === undefined ? {} : { nextDeadline: next }),
  };
};
