import type { components } from '../../src/api/generated/schema.ts';
import type { OperationId } from '../../src/api/operation.ts';
import { ROLES } from '../../src/domain/ids.ts';
import { hasFiles } from '../../src/domain/export-states.ts';
import { can, exportersOf, exportNeedsOwner, whoCan } from '../../src/domain/roles.ts';
import { OWN_ACTION, OWN_REASON } from '../../core/access/state.ts';
import { categoryIds } from '../../core/policy/catalogue.ts';
import { correspondenceConsent } from '../../core/consents/model.ts';
import { sendFile } from '../../core/http/download.ts';
import { newId, secret } from '../../core/ids.ts';
import type { MockContext, MockHandlers } from '../context.ts';
import { page } from '../../core/http/paging.ts';
import { partialOf } from '../../core/partial.ts';
import type { FieldError, Text } from '../../core/problem.ts';
import { fieldError, problem, problemResponse } from '../../core/problem.ts';
import { CATEGORIES } from '../../core/policy/categories.ts';
import { seesCategory } from '../../core/register/visibility.ts';
import { type ByReader, t } from '../../core/text.ts';
import { changesBetween } from './changes.ts';
import { callerOf, systemsFor } from './content.ts';
import { estimateOf } from './estimate.ts';
import { type Download, downloadsOf } from '../../core/exports/downloads.ts';
import {
  requireAllowedAction,
  exportNow,
  lookupExport,
  type AllowedAction,
  visibleExports,
} from '../../core/exports/model.ts';
import { partToRead, readPart, startPacking } from './parts.ts';
import type { ExportRow, ExportSpec, PackedPart } from '../../core/exports/state.ts';
import { eventStream } from './stream.ts';
import { exportView } from './view.ts';

type Schema = components['schemas'];
type Seen = Pick<MockContext<OperationId>, 'db' | 'me' | 'now' | 'lang'>;
/** What a look at an export needs besides: the files it may bring about. */
type Looking = Seen & Pick<MockContext<OperationId>, 'parts'>;

/** Days a period may begin and end with. */
const [FIRST_DAY, LAST_DAY] = ['1990-01-01', '2100-12-31'];
/** A part link holds this long. */
const LINK_MINUTES = 10;

const found = ({ db, me }: Seen, id: string): ExportRow => lookupExport(db, id, me);
const view = async (context: Looking, row: ExportRow): Promise<Schema['Export']> => {
  const { parts, db, me, now, lang } = context;
  return exportView(parts, db, row, me, now, lang);
};
const etagOf = (row: ExportRow, at: ReturnType<typeof exportNow>): string =>
  `"${row.id}-${at.status}-${at.step}"`;
const reply = async (context: Looking, row: ExportRow, status = 200) => {
  const body = await view(context, row);
  return { status, body, headers: { ETag: etagOf(row, exportNow(row, context.now)) } };
};

/** Who may export what of an account: the owner all, an admin with the owner’s yes, finance its part (docs/domain.md#roles). */
const requireScope = ({ me }: Seen, spec: ExportSpec): void => {
  const able = ROLES.filter(role => spec.categories.every(id => exportersOf(id, spec.scope).includes(role)));
  if (!able.includes(me.role)) throw problem('forbidden', { roles: able });
};

const requireCategories = (spec: ExportSpec, lang: Seen['lang']): void => {
  const unknown = t('Такого вида данных нет', 'There is no such kind of data');
  const errors: FieldError[] = spec.categories.flatMap((id, i) =>
    categoryIds().includes(id) ? [] : [fieldError(`/categories/${i}`, 'unknown', unknown[lang])],
  );
  for (const end of ['from', 'to'] as const) {
    const date = spec[end];
    // A year that nothing of ours can be of is a slip of the hand.
    if (date !== undefined && (date < FIRST_DAY || date > LAST_DAY)) {
      const text = t('Проверьте год', 'Check the year');
      errors.push(fieldError(`/${end}`, 'out-of-range', text[lang]));
    }
  }
  if (spec.from !== undefined && spec.to !== undefined && spec.to < spec.from) {
    errors.push(
      fieldError(
        '/to',
        'before-from',
        t('Конец периода раньше начала', 'The end date is before the start date')[lang],
      ),
    );
  }
  if (errors.length > 0) throw problem('validation', { errors });
};

/** What only making an export needs: a consent for the text, and something the role may see. */
const requireMakeable = (context: Seen, spec: ExportSpec): void => {
  const { db, me, lang } = context;
  const invalid = (pointer: string, code: string, text: Text) =>
    problem('validation', { errors: [fieldError(pointer, code, text[lang])] });
  const wantsText = spec.includeCorrespondence && spec.categories.includes('correspondence');
  if (wantsText && correspondenceConsent(db, me.userId) === undefined) {
    throw invalid(
      '/includeCorrespondence',
      'consent-required',
      t(
        'Текст переписки входит в копию только с вашим согласием',
        'We include the text of correspondence in a copy only with your consent',
      ),
    );
  }
  const seen = CATEGORIES.filter(
    row => spec.categories.includes(row.id) && seesCategory(row, { me }).visible,
  );
  if (seen.length === 0)
    throw invalid(
      '/categories',
      'hidden',
      t('Для вашей роли эти данные скрыты', 'Your role does not let you see this data'),
    );
};

const begin = (row: ExportRow, systems: readonly string[], down: ReadonlySet<string>, now: Date): void => {
  row.stage = 'begun';
  row.unpacked = true;
  row.runs.push({
    at: now.toISOString(),
    real: Date.now(),
    systems: [...systems],
    failing: systems.filter(system => down.has(system)),
  });
};

const log = (
  context: Pick<MockContext<OperationId>, 'record'>,
  row: ExportRow,
  action: { id: string; label: Text },
  object: Text,
): void => {
  context.record({
    ...OWN_ACTION,
    action,
    object,
    reason: OWN_REASON,
    scope: row.spec.scope,
    reference: { kind: 'export', id: row.id, label: row.number },
  });
};

/** Stops an export for good. Its links stay known: they answer that it is gone. */
const endExport = (
  row: ExportRow,
  stage: 'cancelled' | 'revoked',
  reason: ByReader,
  { me, now }: Pick<Seen, 'me' | 'now'>,
): void => {
  Object.assign(row, { stage, endedAt: now.toISOString(), endReason: reason, endedBy: me.userId });
};

const applyAction = (context: Seen & { params: { id: string } }, name: AllowedAction): ExportRow => {
  const row = found(context, context.params.id);
  requireAllowedAction(row, name, context.me, context.now);
  return row;
};

const requireOwner = ({ me }: Seen): void => {
  if (!can(me.role, 'export.account')) throw problem('forbidden', { roles: whoCan('export.account') });
};

/** A copy with the text of emails goes on only while its maker’s consent stands (docs/domain.md#correspondence). */
const requireStanding = ({ db }: Seen, { spec, createdBy }: ExportRow): void => {
  if (!spec.includeCorrespondence) return;
  if (correspondenceConsent(db, createdBy.id) !== undefined) return;
  const title = t('Согласие на показ переписки отозвано', 'The consent to show correspondence was withdrawn');
  const detail = t(
    'С текстом писем эту копию больше не собрать. Соберите новую без него или дайте согласие снова.',
    'We can no longer make this copy with the text of emails. Make a new one without it, or give your consent again.',
  );
  throw problem('conflict', { title, detail });
};

/** Before a copy is collected again: what was handed over until now can still be known by its checksum. */
const storeChecksums = (row: ExportRow): void => {
  const { packed } = row;
  if (packed === undefined) return;
  const { readyAt, parts } = packed;
  row.earlier = [...(row.earlier ?? []), ...parts.map(({ n, sha256 }) => ({ n, sha256, readyAt }))];
};

/** The part with its bytes, or why it cannot be had: never was, or is gone. */
const requirePart = async (
  { db, parts, now }: Looking,
  row: ExportRow,
  n: number,
): Promise<PackedPart & { file: string }> => {
  const requireReady = (): void => {
    const { status } = exportNow(row, now);
    if (status === 'expired' || status === 'revoked') throw problem('gone');
    if (!hasFiles(status)) throw problem('not-found');
  };
  requireReady();
  const part = await partToRead(parts, db, row, n, now);
  // It may have been revoked while it was packed.
  requireReady();
  if (part === undefined) throw problem('not-found');
  return part;
};

/** The export a link opens: no session is needed, the secret is for one part and ten minutes. */
const byLink = (
  {
    db,
    params,
    now,
    me,
    anonymous,
  }: Pick<MockContext<'downloadPart'>, 'db' | 'params' | 'now' | 'me' | 'anonymous'>,
  link: string,
): ExportRow => {
  const row = db.exports.find(one => one.id === params.id);
  const known = row?.links.find(one => one.secret === link && one.part === params.n);
  if (row === undefined || known === undefined) throw problem('not-found');
  // Without a session the secret is all there is; somebody else’s session is not who it was made for.
  if (!anonymous && me.userId !== known.userId) throw problem('not-found');
  if (Date.parse(known.expiresAt) <= now.getTime()) throw problem('gone');
  return row;
};

/** Within this long, ranges of a part are one download that is resumed or taken in pieces. */
const ONE_DOWNLOAD = 10 * 60_000;

/** Whether bytes that go out are a download of their own: all of a part, or the first range of it in a while. */
const isDownload = (
  request: Request,
  response: Response,
  earlier: readonly Download[],
  n: number,
  now: Date,
): boolean =>
  request.method === 'GET' &&
  (response.status === 200 ||
    (response.status === 206 &&
      !earlier.some(one => one.part === n && now.getTime() - Date.parse(one.at) < ONE_DOWNLOAD)));

/** Copies of the data: estimated, made, followed, downloaded, revoked. */
export const exportsHandlers: MockHandlers<
  | 'estimateExport'
  | 'createExport'
  | 'listExports'
  | 'getExport'
  | 'revokeExport'
  | 'streamExport'
  | 'retryExport'
  | 'cancelExport'
  | 'approveExport'
  | 'declineExport'
  | 'downloadPart'
  | 'createPartLink'
  | 'getExportChanges'
> = {
  estimateExport: async context => {
    const { body, db, me, lang, now } = context;
    requireScope(context, body);
    requireCategories(body, lang);
    const caller = { ...callerOf(db, me, body, now), lang };
    const consent = correspondenceConsent(db, me.userId) !== undefined;
    return { body: await estimateOf(caller, body, consent, partialOf(context)) };
  },

  createExport: async context => {
    const { body, db, me, now, base, lang, down, unit } = context;
    requireScope(context, body);
    requireCategories(body, lang);
    requireMakeable(context, body);
    const prepared = exportNeedsOwner(me.role, body.scope);
    const row: ExportRow = {
      id: newId('ex'),
      number: unit.number('E'),
      accountId: me.accountId,
      createdBy: { id: me.userId, name: me.name },
      prepared,
      spec: body,
      createdAt: now.toISOString(),
      stage: 'awaiting_owner',
      runs: [],
      links: [],
    };
    if (!prepared) begin(row, systemsFor(body.categories), down, now);
    // What cannot be shown is not kept: a failed answer leaves nothing behind.
    await view(context, row);
    db.exports.push(row);
    log(
      context,
      row,
      { id: 'export', label: t('копия данных', 'copy of your data') },
      t(`копия данных ${row.number}`, `copy of your data ${row.number}`),
    );
    const made = await reply(context, row, 201);
    return { ...made, headers: { ...made.headers, Location: `${base}/exports/${row.id}` } };
  },

  listExports: async context => {
    const { db, me, query, scope, now } = context;
    const rows = visibleExports(db, me, scope).filter(
      row => query?.status === undefined || exportNow(row, now).status === query.status,
    );
    const { items, ...rest } = page(rows, query, row => row);
    return { body: { ...rest, items: await Promise.all(items.map(row => view(context, row))) } };
  },

  getExport: context => reply(context, found(context, context.params.id)),

  revokeExport: context => {
    const row = found(context, context.params.id);
    requireAllowedAction(row, 'revoke', context.me, context.now);
    endExport(
      row,
      'revoked',
      {
        self: t(
          'Вы отозвали копию, файлы уничтожены.',
          'You withdrew this copy and its files were destroyed.',
        ),
        other: t(
          'Копию отозвали, файлы уничтожены.',
          'This copy was withdrawn and its files were destroyed.',
        ),
      },
      context,
    );
    return reply(context, row);
  },

  streamExport: context => {
    const row = found(context, context.params.id);
    const { now, request, parts, me, lang } = context;
    const began = Date.now();
    // The mock’s clock stood still when the stream began: here it goes on.
    const clock = () => new Date(now.getTime() + Date.now() - began);
    /** The export as it is stored now: another tab may have changed the database since. */
    const current = () => {
      const db = parts.db();
      if (db === undefined) throw problem('not-found');
      return { db, row: lookupExport(db, row.id, me) };
    };
    const stream = eventStream({
      lastId: Number(request.headers.get('Last-Event-ID') ?? Number.NaN),
      look: () => {
        const seen = current();
        startPacking(parts, seen.db, seen.row, clock());
        const at = exportNow(seen.row, clock());
        return { id: at.step, status: at.status };
      },
      body: () => {
        const seen = current();
        return exportView(parts, seen.db, seen.row, me, clock(), lang);
      },
      signal: request.signal,
    });
    return {
      response: new Response(stream, {
        headers: { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' },
      }),
    };
  },

  retryExport: context => {
    const { now, down } = context;
    const row = applyAction(context, 'retry');
    requireStanding(context, row);
    storeChecksums(row);
    begin(row, exportNow(row, now).missing, down, now);
    return reply(context, row);
  },

  cancelExport: context => {
    const row = applyAction(context, 'cancel');
    endExport(
      row,
      'cancelled',
      {
        self: t('Вы остановили сборку.', 'You stopped this copy while it was being made.'),
        other: t('Сборку остановили.', 'This copy was stopped while it was being made.'),
      },
      context,
    );
    return reply(context, row);
  },

  approveExport: context => {
    found(context, context.params.id);
    requireOwner(context);
    const row = applyAction(context, 'approve');
    requireStanding(context, row);
    begin(row, systemsFor(row.spec.categories), context.down, context.now);
    return reply(context, row);
  },

  declineExport: context => {
    found(context, context.params.id);
    requireOwner(context);
    const row = applyAction(context, 'decline');
    endExport(
      row,
      'cancelled',
      {
        self: t('Вы решили не собирать копию.', 'You decided not to make this copy.'),
        other: t('Владелец решил не собирать копию.', 'The owner decided not to make this copy.'),
      },
      context,
    );
    return reply(context, row);
  },

  downloadPart: async context => {
    const { db, params, query, request, now, lang, requestId, stepUpFresh, record } = context;
    const link = query?.link;
    const row = link === undefined ? found(context, params.id) : byLink(context, link);
    const part = await requirePart(context, row, params.n);
    // A link was given out after a fresh sign-in already.
    if (link === undefined && part.sensitive && !stepUpFresh)
      throw problem('step-up-required', { methods: context.identity.methods(lang) });
    const { size, sha256, fileName, file } = part;
    const response = sendFile(
      {
        size,
        sha256,
        fileName,
        type: 'application/zip',
        read: (start, end) => readPart(context.parts, row.id, file, start, end),
      },
      request,
      thrown => problemResponse(thrown, lang, requestId),
    );
    if (isDownload(request, response, downloadsOf(db, row), part.n, now)) {
      const from =
        link === undefined ? OWN_ACTION.from.channel : t('по ссылке на 10 минут', 'using a 10-minute link');
      const holder = row.links.find(one => one.secret === link)?.userId ?? row.createdBy.id;
      record(
        {
          ...OWN_ACTION,
          action: { id: 'download', label: t('Скачано', 'Downloaded') },
          object: t(
            `копия данных ${row.number}, часть ${part.n}`,
            `copy of your data ${row.number}, part ${part.n}`,
          ),
          reason: OWN_REASON,
          from: { channel: from },
          scope: row.spec.scope,
          part: part.n,
          reference: { kind: 'export', id: row.id, label: row.number },
        },
        { accountId: row.accountId, userId: link === undefined ? context.me.userId : holder },
      );
    }
    return { response };
  },

  createPartLink: async context => {
    const { params, base, me, now, lang, stepUpFresh, secretSuffix } = context;
    const row = found(context, params.id);
    const part = await requirePart(context, row, params.n);
    if (part.sensitive && !stepUpFresh)
      throw problem('step-up-required', { methods: context.identity.methods(lang) });
    const expiresAt = new Date(now.getTime() + LINK_MINUTES * 60_000).toISOString();
    const key = secret(40);
    row.links.push({ secret: key, part: part.n, userId: me.userId, expiresAt });
    return {
      status: 201,
      body: {
        url: `${base}/exports/${encodeURIComponent(row.id)}/parts/${part.n}?link=${key}${secretSuffix}`,
        expiresAt,
      },
    };
  },

  getExportChanges: async context => {
    const { db, params, query, now, lang } = context;
    const row = found(context, params.id);
    const since = found(context, query.since);
    return { body: { since: since.id, items: await changesBetween(db, since, row, now, lang) } };
  },
};
