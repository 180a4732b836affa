import type { components } from '../../src/api/generated/schema.ts';
import { hasFiles } from '../../src/domain/export-states.ts';
import type { Context, Handlers } from '../context.ts';
import { exportNow } from '../exports/model.ts';
import { endRepetition } from '../exports/repetition.ts';
import type { ExportRow } from '../exports/state.ts';
import type { PanelGrant } from '../ports.ts';
import type { Lang } from '../problem.ts';
import { t } from '../text.ts';

type Grant = components['schemas']['Grant'];
type Reader = Pick<Context<'listGrants'>, 'db' | 'me' | 'now' | 'lang'>;

/** How an id begins, by what keeps the grant: the panel, or a copy of the data. */
const OF_PANEL = 'panel.';
const OF_LINK = 'link.';
const OF_REPETITION = 'copy.';

const referenceOf = ({ id, number }: ExportRow): NonNullable<Grant['reference']> => ({
  kind: 'export',
  id,
  label: number,
});

/** Copies of the account that the person works in. */
const copiesOf = ({ db, me }: Pick<Reader, 'db' | 'me'>): ExportRow[] =>
  db.exports.filter(({ accountId }) => accountId === me.accountId);

/** Links to parts of copies that open without a session, one row a part: the latest of a part says until when. */
function partLinks(reader: Reader): Grant[] {
  const { me, now, lang } = reader;
  const downloadable = copiesOf(reader).filter(row => hasFiles(exportNow(row, now).status));
  return downloadable.flatMap(row => {
    const untilByPart = new Map<number, string>();
    for (const { part, userId, expiresAt } of row.links)
      if (userId === me.userId && Date.parse(expiresAt) > now.getTime()) untilByPart.set(part, expiresAt);
    return [...untilByPart].map(([part, until]): Grant => ({
      id: `${OF_LINK}${row.id}.${part}`,
      kind: 'part-link',
      label: t(`${row.number}, файл ${part}`, `${row.number}, file ${part}`)[lang],
      until,
      revocable: true,
      reference: referenceOf(row),
    }));
  });
}

/** Copies of the person that are made again by themselves. */
const repetitions = (reader: Reader): Grant[] =>
  copiesOf(reader)
    .filter(({ createdBy, repetition }) => createdBy.id === reader.me.userId && repetition !== undefined)
    .map(row => ({
      id: `${OF_REPETITION}${row.id}`,
      kind: 'repetition',
      label: row.number,
      ...(row.repetition === undefined ? {} : { createdAt: row.repetition.startedAt }),
      revocable: true,
      reference: referenceOf(row),
    }));

const ofPanel = (
  lang: Lang,
  { id, kind, label, place, createdAt, usedAt, until, isCurrent }: PanelGrant,
): Grant => ({
  id: `${OF_PANEL}${id}`,
  kind,
  label: label[lang],
  ...(place === undefined ? {} : { place: place[lang] }),
  createdAt,
  ...(usedAt === undefined ? {} : { usedAt }),
  ...(until === undefined ? {} : { until }),
  ...(isCurrent === true ? { current: true } : {}),
  // Signing out is the panel's own button.
  revocable: isCurrent !== true,
});

/** What the data of a person can be reached by: listed, and ended one by one. */
export const grantHandlers: Handlers<'listGrants' | 'revokeGrant'> = {
  listGrants: async context => {
    const { me, lang, panelGrants } = context;
    const known = await panelGrants.list(me.userId);
    return {
      body: {
        panel: known === undefined ? 'not-connected' : 'known',
        items: [
          ...(known ?? []).map(one => ofPanel(lang, one)),
          ...repetitions(context),
          ...partLinks(context),
        ],
      },
    };
  },

  revokeGrant: {
    // Ending what has ended is no fault, so it may be done again.
    gather: async ({ params: { id }, me, panelGrants }) => {
      if (id.startsWith(OF_PANEL)) await panelGrants.end(me.userId, id.slice(OF_PANEL.length));
    },
    decide: ({ db, me, params: { id } }) => {
      for (const row of copiesOf({ db, me })) {
        if (
          id === `${OF_REPETITION}${row.id}` &&
          row.createdBy.id === me.userId &&
          row.repetition !== undefined
        ) {
          row.changes += 1;
          endRepetition(row, 'stopped');
        }
        row.links = row.links.filter(
          ({ part, userId }) => userId !== me.userId || id !== `${OF_LINK}${row.id}.${part}`,
        );
      }
      return { status: 204 };
    },
  },
};
