import type { components } from '../../src/api/generated/schema.ts';
import { CALENDARS } from '../../src/domain/calendars.ts';
import { effectiveDate, governing } from '../../src/domain/clocks.ts';
import { appliedLawOf } from '../../src/domain/applied-law.ts';
import { deadlinesFor } from '../../src/domain/deadlines.ts';
import { byPolicyOnly, eligibilityMatrix, type Processing } from '../../src/domain/eligibility.ts';
import type { RightKind } from '../../src/domain/ids.ts';
import { RIGHT_KINDS } from '../../src/domain/ids.ts';
import { can, whoCan } from '../../src/domain/roles.ts';
import { consentsOf } from '../consents/model.ts';
import { documentOf } from '../consents/documents.ts';
import { categoryIds, categoryLabel, purposeLabel } from '../policy/catalogue.ts';
import type { Context, Handlers } from '../context.ts';
import { fieldError, type Lang, problem } from '../problem.ts';
import { complaintBodiesOf } from '../policy/complaint-bodies.ts';
import { keptRule } from '../requests/kept.ts';
import { caseNow, maySee, openOfKind } from '../requests/model.ts';
import { readDetails, titleOf } from '../requests/texts.ts';
import { inside, t } from '../text.ts';
import { cellsOf } from './advice.ts';
import { deadlineView } from './deadlines.ts';
import { erasurePreview } from './erasure.ts';
import { APPLIES_TO, NOTHING_HELD_TEXTS, REASON_TEXTS, RIGHT_TEXTS } from './texts.ts';

type Right = components['schemas']['Right'];

/** Of what the list of a right names, the names: each once. */
const namesOf = (ids: readonly string[], labelOf: (id: string, lang: Lang) => string, lang: Lang): string =>
  [...new Set(ids)].map(id => inside(labelOf(id, lang))).join(', ');

/**
 * Whether a right applies to the caller now, to what, and otherwise why not and what fits instead. A withdrawal needs a
 * consent that is given; the others are decided by the cells (`eligibleAnywhere`).
 */
const appliesOf = (
  kind: RightKind,
  { db, me, lang }: Pick<Context<'getRights'>, 'db' | 'me' | 'lang'>,
  cells: readonly Processing[],
): Pick<Right, 'eligible' | 'applies'> => {
  const nothing = NOTHING_HELD_TEXTS[kind];
  if (nothing === undefined)
    return { eligible: true, applies: { text: REASON_TEXTS.always[lang], always: true } };
  if (kind === 'consent-withdrawal') {
    const given = consentsOf(db, me.userId).filter(({ status }) => status === 'given');
    const titles = [
      ...new Set(given.map(row => inside(documentOf(row.purpose, row.version)?.title[lang] ?? row.purpose))),
    ];
    return given.length === 0
      ? { eligible: false, applies: { text: nothing[lang] } }
      : { eligible: true, applies: { text: APPLIES_TO.consents(titles.join(', '))[lang] } };
  }
  const matrix = eligibilityMatrix(kind, cells);
  const fit = matrix.filter(({ eligible }) => eligible);
  if (fit.length > 0) {
    const to =
      kind === 'objection'
        ? APPLIES_TO.purposes(
            namesOf(
              fit.map(({ purpose }) => purpose),
              purposeLabel,
              lang,
            ),
          )
        : APPLIES_TO.categories(
            namesOf(
              fit.map(({ category }) => category),
              categoryLabel,
              lang,
            ),
          );
    return { eligible: true, applies: { text: to[lang] } };
  }
  // Of several reasons the catalogue names the common one; the form has that of each category and purpose.
  const alternative = matrix[0]?.alternative;
  return {
    eligible: false,
    applies: { text: nothing[lang], ...(alternative === undefined ? {} : { alternative }) },
  };
};

const rightView = (kind: RightKind, context: Context<'getRights'>, cells: readonly Processing[]): Right => {
  const { db, me, scope, now, lang } = context;
  const { label, term, lead, receive, law, lawBy, instant } = RIGHT_TEXTS[kind];
  const accountKind = context.directory.account(me.accountId)?.kind ?? 'natural';
  // As if filed now. A correction is counted with its proof at hand; an erasure rarely has any.
  const proofAt = kind === 'rectification' ? now : undefined;
  const clocks = deadlinesFor(
    { kind, scope, accountKind, jurisdiction: me.jurisdiction, receivedAt: now, proofAt },
    CALENDARS,
  );
  const first = governing(clocks);
  const open = openOfKind(db, { id: '', kind, scope, accountId: me.accountId }, me.userId, now).filter(row =>
    maySee(row, me),
  );
  const cited = { policy: undefined, RU: law, BY: lawBy }[
    appliedLawOf({ scope, accountKind, jurisdiction: me.jurisdiction })
  ];
  return {
    kind,
    label: label[lang],
    term: term[lang],
    lead: lead[lang],
    receive: receive[lang],
    byPolicyOnly: byPolicyOnly(kind),
    ...(cited === undefined ? {} : { law: cited }),
    ...appliesOf(kind, context, cells),
    eligibility: eligibilityMatrix(kind, cells).map(
      ({ category, purpose, basis, eligible, reason, alternative }) => ({
        category,
        purpose,
        basis,
        eligible,
        reason,
        text: REASON_TEXTS[reason][lang],
        ...(alternative === undefined ? {} : { alternative }),
      }),
    ),
    deadlines: clocks.map(clock => deadlineView(clock, lang, kind)),
    ...(first === undefined ? {} : { dueBy: effectiveDate(first) }),
    openRequests: open.map(row => ({
      id: row.id,
      number: row.number,
      title: titleOf(row.kind, row.details, lang),
      status: caseNow(row, now).status,
      details: readDetails(row.details, lang),
    })),
    ...(instant === undefined ? {} : { instant }),
  };
};

/** The catalogue of rights, and the preview of an erasure. */
export const rightsHandlers: Handlers<'getRights' | 'previewErasure'> = {
  getRights: async context => {
    const cells = await cellsOf(context);
    const kept = keptRule(context.lang);
    return {
      body: {
        items: RIGHT_KINDS.map(kind => rightView(kind, context, cells)),
        nextCursor: null,
        total: RIGHT_KINDS.length,
        jurisdiction: context.me.jurisdiction,
        complaintBodies: complaintBodiesOf(context.me.jurisdiction, context.lang),
        ...(kept === undefined ? {} : { kept }),
      },
    };
  },

  previewErasure: async context => {
    const { body, me, lang } = context;
    if (body.scope === 'account' && !can(me.role, 'erasure.account')) {
      throw problem('forbidden', { roles: whoCan('erasure.account') });
    }
    const unknown = t('Такого вида данных нет', 'There is no such kind of data');
    const errors = body.categories.flatMap((id, i) =>
      categoryIds().includes(id) ? [] : [fieldError(`/categories/${i}`, 'unknown', unknown[lang])],
    );
    if (errors.length > 0) throw problem('validation', { errors });
    return { body: await erasurePreview(body.categories, context) };
  },
};
