import type { components } from '../../src/api/generated/schema.ts';
import { CALENDARS } from '../../src/domain/calendars.ts';
import { effectiveDate, governing } from '../../src/domain/clocks.ts';
import { deadlinesFor } from '../../src/domain/deadlines.ts';
import {
  byPolicyOnly,
  eligibilityMatrix,
  eligibleAnywhere,
  type Processing,
} from '../../src/domain/eligibility.ts';
import type { RightKind } from '../../src/domain/ids.ts';
import { RIGHT_KINDS } from '../../src/domain/ids.ts';
import { can, whoCan } from '../../src/domain/roles.ts';
import { categoryIds } from '../policy/catalogue.ts';
import type { Context, Handlers } from '../context.ts';
import { fieldError, problem } from '../problem.ts';
import { complaintBodiesOf } from '../policy/complaint-bodies.ts';
import { keptRule } from '../requests/kept.ts';
import { caseNow, maySee, openOfKind } from '../requests/model.ts';
import { readDetails, titleOf } from '../requests/texts.ts';
import { t } from '../text.ts';
import { cellsOf } from './advice.ts';
import { deadlineView } from './deadlines.ts';
import { erasurePreview } from './erasure.ts';
import { REASON_TEXTS, RIGHT_TEXTS } from './texts.ts';

type Right = components['schemas']['Right'];

const rightView = (kind: RightKind, context: Context<'getRights'>, cells: readonly Processing[]): Right => {
  const { db, me, scope, now, lang } = context;
  const { label, term, lead, law, lawBy, instant } = RIGHT_TEXTS[kind];
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
  const cited =
    scope === 'account' && accountKind === 'legal' ? undefined : me.jurisdiction === 'BY' ? lawBy : law;
  return {
    kind,
    label: label[lang],
    term: term[lang],
    lead: lead[lang],
    byPolicyOnly: byPolicyOnly(kind),
    ...(cited === undefined ? {} : { law: cited }),
    eligible: eligibleAnywhere(kind, cells),
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
