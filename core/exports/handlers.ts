import type { components } from '../../src/api/generated/schema.ts';
import type { OperationId } from '../../src/api/operation.ts';
import { ROLES } from '../../src/domain/ids.ts';
import { hasFiles } from '../../src/domain/export-states.ts';
import { can, exportersOf, exportNeedsOwner, whoCan } from '../../src/domain/roles.ts';
import { categoryIds } from '../policy/catalogue.ts';
import { correspondenceConsent } from '../consents/model.ts';
import { sendFile } from '../http/download.ts';
import { newId, secret } from '../ids.ts';
import type { Context, Handlers } from '../context.ts';
import { page } from '../http/paging.ts';
import type { FieldError, Text } from '../problem.ts';
import { requestDecision } from '../session/owners.ts';
import { requireStepUp } from '../session/step-up.ts';
import { fieldError, problem, problemResponse } from '../problem.ts';
import { CATEGORIES } from '../policy/tables.ts';
import { isPortable } from '../register/provided.ts';
import { seesCategory } from '../register/visibility.ts';
import { t } from '../text.ts';
import { changesBetween } from './changes.ts';
import { systemsFor } from '../archive/content.ts';
import { estimateOf } from './estimate.ts';
import { type Download, downloadsOf } from './downloads.ts';
import { endExport } from './effects.ts';
import {
  requireAllowedAction,
  exportNow,
  lookupExport,
  type AllowedAction,
  visibleExports,
} from './model.ts';
import { awaitNext, endRepetition } from './repetition.ts';
import { beginRun, packedOf, systemsToCollect } from './runs.ts';
import { maskFor } from '../../src/domain/masking.ts';
import type { CopyPorts } from '../ports.ts';
import { chunksOf, streamOf } from '../streams.ts';
import { type CopyTotal, type ExportRow, type ExportSpec, LINK_MINUTES, type PackedPart } from './state.ts';
import { copyTotals } from './totals.ts';
import { eventStream } from './stream.ts';
import { type CopyContents, copyContents, exportView } from './view.ts';

type Schema = components['schemas'];
type Seen = Pick<Context<OperationId>, 'db' | 'me' | 'now' | 'lang'>;
/** What showing a copy needs besides: systems are asked for its figures. */
type Looking = Seen & CopyPorts;

/** Days a period may begin and end with. */
const [FIRST_DAY, LAST_DAY] = ['1990-01-01', '2100-12-31'];

const found = ({ db, me }: Seen, id: string): ExportRow => lookupExport(db, id, me);
const view = async (context: Looking, row: ExportRow): Promise<Schema['Export']> => {
  const { db, me, now, lang } = context;
  return exportView(await copyContents(context, db, row, now), db, row, me, now, lang);
};
const etagOf = (row: ExportRow, now: Date): string =>
  `"${row.id}-${exportNow(row, now).status}-${row.changes}"`;
const reply = (context: Seen, row: ExportRow, contents: CopyContents, status = 200) => ({
  status,
  body: exportView(contents, context.db, row, context.me, context.now, context.lang),
  headers: { ETag: etagOf(row, context.now) },
});
/** What the systems say of the copy of the address: gathered by a write that ends it. */
const gatherContents = (context: Looking & { params: { id: string } }): Promise<CopyContents> =>
  copyContents(context, context.db, found(context, context.params.id), context.now);

/** What a write gathers that begins a run: how much each system will bring, and what they say of the copy. */
interface Beginning {
  totals: ReadonlyMap<string, CopyTotal>;
  contents: CopyContents;
}
const gatherBeginning = async (context: Looking, row: ExportRow): Promise<Beginning> => {
  const [totals, contents] = await Promise.all([
    copyTotals(context, context.db, row, context.now),
    copyContents(context, context.db, row, context.now, context.now),
  ]);
  return { totals, contents };
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
  const unfit = t(
    'Этот вид данных не входит в копию того, что дали вы',
    'This kind of data is not part of a copy of what you provided',
  );
  if (spec.onlyProvided === true)
    spec.categories.forEach((id, i) => {
      if (categoryIds().includes(id) && !isPortable(id))
        errors.push(fieldError(`/categories/${i}`, 'not-provided', unfit[lang]));
    });
  const choices = new Set(
    CATEGORIES.flatMap(({ specials }) =>
      specials.flatMap(({ kind, ownChoice }) => (ownChoice === true ? [kind] : [])),
    ),
  );
  const noChoice = t(
    'Эти записи нельзя исключить отдельно от остальных',
    'These records cannot be left out by themselves',
  );
  spec.leftOut?.forEach((id, i) => {
    if (!choices.has(id)) errors.push(fieldError(`/leftOut/${i}`, 'unknown', noChoice[lang]));
  });
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

/** The part of a ready copy, or why it cannot be had: never was, or is gone. */
const requirePart = (row: ExportRow, n: number, now: Date): PackedPart => {
  const { status } = exportNow(row, now);
  if (status === 'expired' || status === 'revoked') throw problem('gone');
  if (!hasFiles(status)) throw problem('not-found');
  const part = packedOf(row)?.parts.find(one => one.n === n);
  if (part === undefined) throw problem('not-found');
  return part;
};

/** The part with the name of its file, which is there. */
const requireFile = async (
  { partFiles, now }: Pick<Context<OperationId>, 'partFiles' | 'now'>,
  row: ExportRow,
  n: number,
): Promise<PackedPart & { file: string }> => {
  const part = requirePart(row, n, now);
  const { file } = part;
  if (file === undefined || (await partFiles.size(file)) !== part.size) throw problem('gone');
  return { ...part, file };
};

/** The export a link opens: no session is needed, the secret is for one part and ten minutes. */
const byLink = (
  {
    db,
    params,
    now,
    me,
    anonymous,
  }: Pick<Context<'downloadPart'>, 'db' | 'params' | 'now' | 'me' | 'anonymous'>,
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

/** Bytes of a part's file from `start` to `end`, both included. A download that goes on when the copy is revoked breaks off. */
const partBytes = (
  { partFiles, latest }: Pick<Context<OperationId>, 'partFiles' | 'latest'>,
  exportId: string,
  file: string,
  start: number,
  end: number,
): ReadableStream<Uint8Array> =>
  streamOf(async function* () {
    for await (const chunk of chunksOf(partFiles.read(file, start, end))) {
      const row = (await latest('exports')).exports.find(one => one.id === exportId);
      if (row?.packed?.parts.some(part => part.file === file) !== true)
        throw new Error(`${file} was deleted while it was read`);
      yield chunk;
    }
  });

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

/** The copy that a caller asks for, not begun yet. */
const newRow = (
  { body, me, now }: Pick<Context<'createExport'>, 'body' | 'me' | 'now'>,
  number: string,
): ExportRow => ({
  id: newId('ex'),
  number,
  accountId: me.accountId,
  createdBy: { id: me.userId, name: me.name },
  prepared: exportNeedsOwner(me.role, body.scope),
  spec: body,
  createdAt: now.toISOString(),
  status: 'awaiting_owner',
  changes: 0,
  runs: [],
  links: [],
});

/** What a write gathers that begins a run of the copy of the address. */
const beginningOf = (context: Looking & { params: { id: string } }): Promise<Beginning> =>
  gatherBeginning(context, found(context, context.params.id));

/** Copies of the data: estimated, made, followed, downloaded, revoked. */
export const exportsHandlers: Handlers<
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
  | 'repeatExport'
  | 'endExportRepetition'
> = {
  estimateExport: async context => {
    const { body, db, me, lang } = context;
    requireScope(context, body);
    requireCategories(body, lang);
    const consent = correspondenceConsent(db, me.userId) !== undefined;
    return { body: await estimateOf(context, body, consent) };
  },

  createExport: {
    gather: async context => {
      const { body, lang } = context;
      requireScope(context, body);
      requireCategories(body, lang);
      requireMakeable(context, body);
      return gatherBeginning(context, newRow(context, ''));
    },
    decide: (context, { totals, contents }: Beginning) => {
      const { body, db, base, unit } = context;
      requireMakeable(context, body);
      const row = newRow(context, unit.number('E'));
      if (row.prepared) requestDecision(context, 'copy-awaits-owner', row.number);
      else beginRun(context, row, systemsFor(body.categories), totals);
      db.exports.push(row);
      context.record({
        own: { code: 'make-copy', number: row.number },
        scope: row.spec.scope,
        reference: { kind: 'export', id: row.id, label: row.number },
      });
      const made = reply(context, row, contents, 201);
      return { ...made, headers: { ...made.headers, Location: `${base}/exports/${row.id}` } };
    },
  },

  listExports: async context => {
    const { db, me, query, scope, now } = context;
    const rows = visibleExports(db, me, scope).filter(
      row => query?.status === undefined || exportNow(row, now).status === query.status,
    );
    const { items, ...rest } = page(rows, query, row => row);
    return { body: { ...rest, items: await Promise.all(items.map(row => view(context, row))) } };
  },

  getExport: async context => {
    const row = found(context, context.params.id);
    return reply(context, row, await gatherContents(context));
  },

  revokeExport: {
    gather: gatherContents,
    decide: (context, contents: CopyContents) => {
      const row = found(context, context.params.id);
      requireAllowedAction(row, 'revoke', context.me, context.now);
      endExport(context.unit, row, 'revoked', context.now, context.me.userId);
      return reply(context, row, contents);
    },
  },

  streamExport: context => {
    const row = found(context, context.params.id);
    const { now, request, latest, me } = context;
    const began = Date.now();
    // `now` is the instant the stream began at: here time goes on.
    const clock = () => new Date(now.getTime() + Date.now() - began);
    const stream = eventStream({
      lastId: Number(request.headers.get('Last-Event-ID') ?? Number.NaN),
      look: async () => {
        const db = await latest();
        const current = lookupExport(db, row.id, me);
        return {
          id: current.changes,
          status: exportNow(current, clock()).status,
          body: () => view({ ...context, db, now: clock() }, current),
        };
      },
      signal: request.signal,
    });
    return {
      response: new Response(stream, {
        headers: { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' },
      }),
    };
  },

  retryExport: {
    gather: beginningOf,
    decide: (context, { totals, contents }: Beginning) => {
      const row = applyAction(context, 'retry');
      requireStanding(context, row);
      storeChecksums(row);
      const missing = systemsToCollect(row);
      if (row.packed !== undefined)
        context.unit.enqueue({ kind: 'delete-copy-files', exportId: row.id, run: row.runs.length });
      beginRun(context, row, missing, totals);
      return reply(context, row, contents);
    },
  },

  cancelExport: {
    gather: gatherContents,
    decide: (context, contents: CopyContents) => {
      const row = applyAction(context, 'cancel');
      endExport(context.unit, row, 'stopped', context.now, context.me.userId);
      return reply(context, row, contents);
    },
  },

  approveExport: {
    gather: beginningOf,
    decide: (context, { totals, contents }: Beginning) => {
      found(context, context.params.id);
      requireOwner(context);
      const row = applyAction(context, 'approve');
      requireStanding(context, row);
      beginRun(context, row, systemsFor(row.spec.categories), totals);
      return reply(context, row, contents);
    },
  },

  declineExport: {
    gather: gatherContents,
    decide: (context, contents: CopyContents) => {
      found(context, context.params.id);
      requireOwner(context);
      const row = applyAction(context, 'decline');
      endExport(context.unit, row, 'declined', context.now, context.me.userId);
      return reply(context, row, contents);
    },
  },

  repeatExport: {
    gather: gatherContents,
    decide: (context, contents: CopyContents) => {
      const { body, me, now, unit } = context;
      const row = found(context, context.params.id);
      // Its maker may choose anew while it repeats.
      const again = row.repetition !== undefined && row.createdBy.id === me.userId;
      if (!again) requireAllowedAction(row, 'repeat', me, now);
      requireStanding(context, row);
      row.changes += 1;
      awaitNext(unit, row, { ...body, startedAt: now.toISOString() }, now);
      return reply(context, row, contents);
    },
  },

  endExportRepetition: {
    gather: gatherContents,
    decide: (context, contents: CopyContents) => {
      const row = applyAction(context, 'end-repetition');
      row.changes += 1;
      endRepetition(row, 'stopped');
      return reply(context, row, contents);
    },
  },

  downloadPart: async context => {
    const { db, params, query, request, now, lang, requestId, record, address } = context;
    const link = query?.link;
    const row = link === undefined ? found(context, params.id) : byLink(context, link);
    const part = await requireFile(context, row, params.n);
    // A link was given out after a fresh sign-in already.
    if (link === undefined && part.sensitive) requireStepUp(context, 'download-copy');
    const { size, sha256, fileName, file } = part;
    const response = sendFile(
      {
        size,
        sha256,
        fileName,
        type: 'application/zip',
        read: (start, end) => partBytes(context, row.id, file, start, end),
      },
      request,
      thrown => problemResponse(thrown, lang, requestId),
    );
    if (isDownload(request, response, downloadsOf(db, row), part.n, now)) {
      const holder = row.links.find(one => one.secret === link)?.userId ?? row.createdBy.id;
      record(
        {
          own: {
            code: 'download-copy',
            number: row.number,
            part: part.n,
            of: packedOf(row)?.parts.length ?? 1,
            ...(link === undefined ? {} : { byLink: true }),
            ...(address === undefined ? {} : { address: maskFor('ip', address) }),
          },
          scope: row.spec.scope,
          reference: { kind: 'export', id: row.id, label: row.number },
        },
        { accountId: row.accountId, userId: link === undefined ? context.me.userId : holder },
      );
    }
    return { response };
  },

  createPartLink: {
    gather: async context => {
      await requireFile(context, found(context, context.params.id), context.params.n);
    },
    decide: context => {
      const { params, base, me, now, secretSuffix } = context;
      const row = found(context, params.id);
      const part = requirePart(row, params.n, now);
      if (part.sensitive) requireStepUp(context, 'download-copy');
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
  },

  getExportChanges: async context => {
    const { db, params, query, now, lang } = context;
    const row = found(context, params.id);
    const since = found(context, query.since);
    return { body: { since: since.id, items: await changesBetween(context, db, since, row, now, lang) } };
  },
};
