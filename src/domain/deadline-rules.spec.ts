import { describe, expect, it } from 'vitest';
import { DEADLINE_RULES } from './deadline-rules.ts';
import { RIGHT_KINDS } from './ids.ts';

describe('the deadline rules', () => {
  it('match the table of the law and the policy', () => {
    const rows = DEADLINE_RULES.map(
      ({ id, n, unit, from, extension, law, article, confirmed, applies, destroys }) =>
        `${id}: ${n} ${unit} from ${from}, +${extension ?? 0}, ${law} ${article}, ${confirmed ? 'confirmed' : 'open'}${applies === undefined ? '' : `, ${applies}`}${destroys === undefined ? '' : `, destroys for ${destroys.join(' and ')}`}`,
    );
    expect(rows).toEqual([
      'ru-information: 10 workday from receipt, +5, 152-ФЗ ст. 14, 20 ч. 1, confirmed',
      'ru-refusal: 10 workday from receipt, +5, 152-ФЗ ст. 20 ч. 2, confirmed, refused',
      'ru-correction: 7 workday from proof, +0, 152-ФЗ ст. 20 ч. 3, 21 ч. 2, open',
      'ru-blocking: 0 at-once from receipt, +0, 152-ФЗ ст. 21 ч. 1, open',
      'ru-blocking-unlawful: 0 at-once from receipt, +0, 152-ФЗ ст. 21 ч. 1, open, unlawful',
      'ru-unlawful-stop: 3 workday from detection, +0, 152-ФЗ ст. 21 ч. 3, open, unlawful',
      'ru-unlawful-destroy: 10 workday from detection, +0, 152-ФЗ ст. 21 ч. 3, open, unlawful, destroys for complaint',
      'ru-unneeded-destroy: 7 workday from proof, +0, 152-ФЗ ст. 20 ч. 3, confirmed, destroys for erasure and complaint',
      'ru-stop: 10 workday from receipt, +5, 152-ФЗ ст. 21 ч. 5.1, open, destroys for erasure',
      'ru-consent-withdrawn: 30 day from withdrawal, +0, 152-ФЗ ст. 21 ч. 5, open, destroys for consent-withdrawal and erasure',
      'ru-purpose-reached: 30 day from purpose-reached, +0, 152-ФЗ ст. 21 ч. 4, open, destroys for consent-withdrawal and erasure',
      'by-information: 5 workday from receipt, +0, 99-З ст. 11, open',
      'by-change: 15 day from receipt, +0, 99-З ст. 11, open',
      'by-consent-withdrawn: 15 day from receipt, +0, 99-З ст. 10, open',
      'by-stop-delete: 15 day from receipt, +0, 99-З ст. 13, open',
      'by-disclosures: 15 day from receipt, +0, 99-З ст. 12, open, disclosures',
      'policy: 30 day from receipt, +0, policy rights, confirmed',
    ]);
  });

  it('have unique ids; every statutory rule is for a person; the rule of the policy is for all kinds', () => {
    expect(new Set(DEADLINE_RULES.map(rule => rule.id)).size).toBe(DEADLINE_RULES.length);
    for (const rule of DEADLINE_RULES) expect(rule.scope).toBe(rule.law === 'policy' ? undefined : 'person');
    expect(DEADLINE_RULES.find(rule => rule.id === 'policy')?.kinds).toEqual(RIGHT_KINDS);
  });
});
