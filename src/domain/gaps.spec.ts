import { expect, test } from 'vitest';
import { gapsOf, isGap } from './gaps.ts';

const announced = { source: 'policy', confirmed: true };
const unclear = { source: 'policy', confirmed: false };
const assumed = { source: 'assumed', confirmed: false };
const law = { source: 'law', confirmed: false };

const input = {
  category: {
    id: 'calls',
    purposes: ['answer', 'quality'],
    recipients: ['authorities', 'vendors'],
    retention: [
      { id: 'contract', fact: unclear },
      { id: 'three-months', fact: announced },
      { id: 'accounting', fact: law },
    ],
    systemsFact: assumed,
    openList: true,
  },
  purposes: [
    { id: 'answer', fact: announced },
    { id: 'quality', fact: unclear },
    { id: 'offers', fact: assumed },
  ],
  recipients: [
    { id: 'authorities', crossBorder: { status: 'not-stated' } },
    { id: 'vendors', crossBorder: { status: 'possible' } },
    { id: 'banks', crossBorder: { status: 'not-stated' } },
  ],
  gaps: [
    { id: 'by-kind', categories: ['calls'] },
    { id: 'by-purpose', categories: [], purposes: ['quality'] },
    { id: 'of-others', categories: ['account'], purposes: ['offers'] },
    { id: 'of-all', categories: [] },
  ],
};

test('`gapsOf` collects only the gaps of the category, each in its own list', () => {
  const { purposes, recipients, retention, systems, openList, known } = gapsOf(input);
  expect([purposes, recipients, retention, known].map(list => list.map(({ id }) => id))).toEqual([
    ['quality'],
    ['authorities'],
    ['contract'],
    ['by-kind', 'by-purpose'],
  ]);
  expect([systems, openList]).toEqual([true, true]);
});

test('a category that the policy describes completely has no gaps', () =>
  expect(
    gapsOf({
      category: {
        id: 'own-files',
        purposes: ['answer'],
        recipients: [],
        retention: [{ id: 'three-months', fact: announced }],
        systemsFact: announced,
        openList: false,
      },
      purposes: input.purposes,
      recipients: input.recipients,
      gaps: input.gaps,
    }),
  ).toEqual({ purposes: [], recipients: [], retention: [], systems: false, openList: false, known: [] }));

test.each([
  [announced, false],
  [unclear, true],
  [assumed, true],
  [law, false],
])('%j is a gap of the policy: %s', (fact, gap) => expect(isGap(fact)).toBe(gap));
