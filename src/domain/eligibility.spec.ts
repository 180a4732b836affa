import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Processing } from './eligibility.ts';
import {
  basesAllowing,
  byPolicyOnly,
  eligibilityMatrix,
  eligibilityOf,
  eligibleAnywhere,
  policyPartOf,
  rightsFor,
} from './eligibility.ts';
import { LEGAL_BASES, RIGHT_KINDS } from './ids.ts';

const cell = (more: Partial<Processing> = {}): Processing => ({
  category: 'account',
  purpose: 'provide-services',
  basis: 'contract',
  providedByCustomer: true,
  ...more,
});

const cells: fc.Arbitrary<Processing> = fc.record({
  category: fc.constantFrom('account', 'calls'),
  purpose: fc.constantFrom('a', 'b'),
  basis: fc.constantFrom(...LEGAL_BASES),
  providedByCustomer: fc.boolean(),
});

describe('the eligibility of each right on each basis', () => {
  it('matches the table of docs/domain.md#rights', () => {
    const table = RIGHT_KINDS.flatMap(right =>
      LEGAL_BASES.flatMap(basis =>
        [true, false].map(providedByCustomer => {
          const { eligible, reason, alternative } = eligibilityOf(right, cell({ basis, providedByCustomer }));
          const who = providedByCustomer ? 'given' : 'observed';
          return `${right} · ${basis} · ${who}: ${eligible ? 'yes' : 'no'}, ${reason}${alternative === undefined ? '' : ` → ${alternative}`}`;
        }),
      ),
    );
    const always = ['access', 'rectification', 'erasure', 'restriction', 'complaint'];
    expect(table.filter(row => always.includes(row.split(' ·')[0] ?? ''))).toEqual(
      always.flatMap(right =>
        LEGAL_BASES.flatMap(basis =>
          ['given', 'observed'].map(who => `${right} · ${basis} · ${who}: yes, always`),
        ),
      ),
    );
    expect(table.filter(row => !always.includes(row.split(' ·')[0] ?? ''))).toEqual([
      'portability · contract · given: yes, basis-allows',
      'portability · contract · observed: no, portability-needs-provided-data → access',
      'portability · legal-requirement · given: no, portability-needs-contract-or-consent → access',
      'portability · legal-requirement · observed: no, portability-needs-contract-or-consent → access',
      'portability · legitimate-interest · given: no, portability-needs-contract-or-consent → access',
      'portability · legitimate-interest · observed: no, portability-needs-contract-or-consent → access',
      'portability · consent · given: yes, basis-allows',
      'portability · consent · observed: no, portability-needs-provided-data → access',
      'objection · contract · given: no, objection-needs-legitimate-interest → end-contract',
      'objection · contract · observed: no, objection-needs-legitimate-interest → end-contract',
      'objection · legal-requirement · given: no, objection-needs-legitimate-interest → erasure',
      'objection · legal-requirement · observed: no, objection-needs-legitimate-interest → erasure',
      'objection · legitimate-interest · given: yes, basis-allows',
      'objection · legitimate-interest · observed: yes, basis-allows',
      'objection · consent · given: no, objection-needs-legitimate-interest → consent-withdrawal',
      'objection · consent · observed: no, objection-needs-legitimate-interest → consent-withdrawal',
      'consent-withdrawal · contract · given: no, withdrawal-needs-consent → end-contract',
      'consent-withdrawal · contract · observed: no, withdrawal-needs-consent → end-contract',
      'consent-withdrawal · legal-requirement · given: no, withdrawal-needs-consent → erasure',
      'consent-withdrawal · legal-requirement · observed: no, withdrawal-needs-consent → erasure',
      'consent-withdrawal · legitimate-interest · given: no, withdrawal-needs-consent → objection',
      'consent-withdrawal · legitimate-interest · observed: no, withdrawal-needs-consent → objection',
      'consent-withdrawal · consent · given: yes, basis-allows',
      'consent-withdrawal · consent · observed: yes, basis-allows',
    ]);
  });

  it('has the basis of the cell', () => {
    expect(eligibilityOf('objection', cell({ basis: 'contract' })).basis).toBe('contract');
    expect(eligibilityOf('access', cell({ basis: 'consent' })).basis).toBe('consent');
  });

  it('needs a basis that allows the right; otherwise the alternative is a right that applies to the cell', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RIGHT_KINDS), cells, (right, processing) => {
        const { eligible, alternative } = eligibilityOf(right, processing);
        if (eligible) {
          expect(basesAllowing(right)).toContain(processing.basis);
          expect(alternative).toBeUndefined();
          return;
        }
        expect(alternative).not.toBe(right);
        if (alternative === undefined) throw new Error('a refusal without a way on');
        if (alternative !== 'end-contract')
          expect(eligibilityOf(alternative, processing).eligible).toBe(true);
        else expect(processing.basis).toBe('contract');
      }),
    );
  });
});

describe('the eligibility over the register', () => {
  const register = [
    cell(),
    cell({ purpose: 'offers', basis: 'legitimate-interest' }),
    cell({
      category: 'calls',
      purpose: 'call-quality',
      basis: 'legitimate-interest',
      providedByCustomer: false,
    }),
  ];

  it('has the cells in the order of the register, with their category and purpose', () => {
    expect(eligibilityMatrix('objection', register)).toEqual([
      {
        category: 'account',
        purpose: 'provide-services',
        basis: 'contract',
        eligible: false,
        reason: 'objection-needs-legitimate-interest',
        alternative: 'end-contract',
      },
      {
        category: 'account',
        purpose: 'offers',
        basis: 'legitimate-interest',
        eligible: true,
        reason: 'basis-allows',
      },
      {
        category: 'calls',
        purpose: 'call-quality',
        basis: 'legitimate-interest',
        eligible: true,
        reason: 'basis-allows',
      },
    ]);
  });

  it('is given by one eligible cell', () => {
    expect(eligibleAnywhere('objection', register)).toBe(true);
    expect(eligibleAnywhere('consent-withdrawal', register)).toBe(false);
  });

  it('of an empty register is given for the rights that can always be filed', () => {
    expect(RIGHT_KINDS.filter(right => eligibleAnywhere(right, []))).toEqual([
      'access',
      'rectification',
      'erasure',
      'restriction',
      'complaint',
    ]);
  });

  it('of a category is `all`, `some` or `none` of its purposes for each right', () => {
    const fits = (category: string) =>
      Object.fromEntries(rightsFor(category, register).map(state => [state.right, state.fits]));
    expect(fits('account')).toEqual({
      access: 'all',
      rectification: 'all',
      erasure: 'all',
      restriction: 'all',
      portability: 'some',
      objection: 'some',
      'consent-withdrawal': 'none',
      complaint: 'all',
    });
    expect(fits('calls')).toMatchObject({ portability: 'none', objection: 'all' });
    expect(fits('elsewhere')).toMatchObject({ access: 'all', objection: 'none' });
    expect(rightsFor('calls', register)[0]?.cells.map(own => own.category)).toEqual(['calls']);
  });
});

it('`byPolicyOnly` separates the rights of the policy from those of the law', () => {
  expect(RIGHT_KINDS.filter(byPolicyOnly)).toEqual(['portability', 'objection']);
  expect(policyPartOf('restriction')).toBe('beyond-blocking');
  expect(policyPartOf('access')).toBe('none');
});
