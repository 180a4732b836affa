import type { RightKind } from '../../domain/ids.ts';
import type { Schemas } from '../../api/schema-types.ts';
import { startValues, type Values } from '../wizard/values.ts';

/** What the example answers are taken from. */
export interface SampleInput {
  readonly right: Schemas['Right'] | undefined;
  readonly categories: readonly Schemas['Category'][];
  /** The free text and the corrected value of the example. */
  readonly words: string;
  readonly value: string;
}

/**
 * Example answers for a right, so that a rehearsal can go to its last step: the first category and purpose that the right
 * applies to, and a text that says that it is an example.
 */
export function sampleValues(kind: RightKind, { right, categories, words, value }: SampleInput): Values {
  const shown = categories.filter(({ visibility }) => visibility !== 'hidden');
  const held = shown.find(({ fields = 0, records = 0 }) => fields + records > 0) ?? shown[0];
  const cell = right?.eligibility.find(one => one.eligible && shown.some(({ id }) => id === one.category));
  const category = cell?.category ?? held?.id;
  return {
    ...startValues(kind, 'person', category === undefined ? {} : { category }),
    mode: 'information',
    breadth: 'some',
    items:
      kind === 'rectification' && category !== undefined
        ? [{ category, field: 'other', label: '', old: '', new: value }]
        : [],
    words,
    ground: 'accuracy',
    format: 'json',
    recipient: 'self',
    purposes: cell === undefined ? [] : [cell.purpose],
    consents: ['other'],
    unlawful: 'no',
  };
}
