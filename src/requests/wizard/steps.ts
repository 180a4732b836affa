import type { RightKind } from '../../domain/ids.ts';
import { needsSituation } from '../../domain/requests.ts';
import type { FormField, Values } from './values.ts';

/** The steps of all wizards. */
export type StepId =
  | 'scope'
  | 'mode'
  | 'what'
  | 'values'
  | 'proof'
  | 'preview'
  | 'hold'
  | 'ground'
  | 'format'
  | 'recipient'
  | 'purposes'
  | 'consents'
  | 'words'
  | 'addressee'
  | 'letter'
  | 'check';

/** For which values a step is shown, and the earlier step that they are given on. */
interface Condition {
  readonly givenOn: StepId;
  readonly holds: (values: Values) => boolean;
}

/** A step of a wizard: its form fields, and when it is shown; always without `when`. */
export interface Step {
  id: StepId;
  fields: readonly FormField[];
  /** Files may be attached here, with the fields. */
  hasFiles: boolean;
  when?: Condition;
}

const step = (id: StepId, fields: readonly FormField[] = [], when?: Condition): Step => ({
  id,
  fields,
  hasFiles: false,
  ...(when === undefined ? {} : { when }),
});
const stepWithFiles = (...given: Parameters<typeof step>): Step => ({ ...step(...given), hasFiles: true });

const ownData: Condition = { givenOn: 'mode', holds: values => values.mode !== 'disclosures' };
const withSituation: Condition = { givenOn: 'purposes', holds: values => needsSituation(values.purposes) };
const toRegulator: Condition = { givenOn: 'addressee', holds: values => values.addressee === 'regulator' };
const check = step('check', ['confirmation']);

/** The steps of each right in order (docs/decisions/0007-one-table-of-rights.md). */
const WIZARDS: Readonly<Record<RightKind, readonly Step[]>> = {
  access: [
    step('mode', ['mode']),
    step('what', ['breadth', 'categories', 'period', 'from', 'to'], ownData),
    step('words', ['words']),
    check,
  ],
  rectification: [
    step('what', ['categories']),
    step('values', ['items']),
    stepWithFiles('proof', ['block', 'words']),
    check,
  ],
  erasure: [
    step('what', ['categories']),
    step('preview'),
    step('words', ['words']),
    step('hold', ['hold']),
    check,
  ],
  restriction: [
    step('what', ['categories']),
    step('ground', ['ground', 'until']),
    stepWithFiles('words', ['words']),
    check,
  ],
  portability: [
    step('what', ['categories']),
    step('format', ['format']),
    step('recipient', ['recipient', 'otherController']),
    check,
  ],
  objection: [
    step('purposes', ['purposes', 'tools']),
    stepWithFiles('words', ['words'], withSituation),
    check,
  ],
  'consent-withdrawal': [step('consents', ['consents']), step('words', ['words']), check],
  complaint: [
    stepWithFiles('words', ['words', 'accessEntry']),
    step('addressee', ['addressee', 'unlawful']),
    step('letter', [], toRegulator),
    check,
  ],
};

/** Steps of earlier releases, and the steps that have their fields now: a stored draft continues there. */
const FORMER_STEPS: Readonly<Record<string, StepId>> = {
  period: 'what',
  files: 'words',
  unlawful: 'addressee',
};

/** The place of a step in the wizard; the first one for a step that it does not have. */
export function placeOf(steps: readonly Step[], id: string): number {
  const present = FORMER_STEPS[id] ?? id;
  return Math.max(
    0,
    steps.findIndex(one => one.id === present),
  );
}

/** The steps of a wizard with these values. `asksForScope` adds the step `scope` at the beginning. */
export function stepsOf(kind: RightKind, values: Values, hasScopeStep: boolean): Step[] {
  return [...(hasScopeStep ? [step('scope', ['scope'])] : []), ...WIZARDS[kind]].filter(
    one => one.when?.holds(values) ?? true,
  );
}

/**
 * True when no answer that is still to be given changes how many steps there are. On the steps before that, and on the
 * step that decides it, a total could turn out wrong.
 */
export function isCountCertain(kind: RightKind, current: StepId): boolean {
  const ids = WIZARDS[kind].map(({ id }) => id);
  const at = ids.indexOf(current);
  return WIZARDS[kind].every(({ when }) => when === undefined || ids.indexOf(when.givenOn) < at);
}

/** The step that has the field `name`; `check` for a field that no step has. */
export function stepAsking(steps: readonly Step[], name: string): StepId {
  const field = name.split('.')[0] ?? name;
  return steps.find(one => (one.fields as readonly string[]).includes(field))?.id ?? 'check';
}

/** The steps (`right.step`) that have a lead below the heading. */
const LEADS: ReadonlySet<string> = new Set([
  'access.what',
  'access.words',
  'rectification.what',
  'rectification.values',
  'rectification.proof',
  'erasure.what',
  'erasure.preview',
  'erasure.words',
  'erasure.hold',
  'restriction.what',
  'restriction.words',
  'portability.what',
  'portability.recipient',
  'objection.purposes',
  'objection.words',
  'consent-withdrawal.consents',
  'consent-withdrawal.words',
  'complaint.words',
  'complaint.addressee',
  'complaint.letter',
]);

/** True when the step has a lead below its heading. */
export const hasLead = (kind: RightKind, id: StepId): boolean => LEADS.has(`${kind}.${id}`);

/** Every step of every wizard, for the test that each has its texts. */
export const everyStep = (): { kind: RightKind; id: StepId }[] =>
  (Object.keys(WIZARDS) as RightKind[]).flatMap(kind => WIZARDS[kind].map(({ id }) => ({ kind, id })));
