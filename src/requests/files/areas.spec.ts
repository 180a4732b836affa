import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Area, drawnArea, movedArea, newArea, resizedArea } from './areas.ts';

const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const point = fc.tuple(fraction, fraction);
const step = fc.double({ min: -2, max: 2, noNaN: true });
const EPSILON = 1e-9;

function expectInside({ x, y, w, h }: Area): void {
  expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
  expect(Math.max(x + w, y + h)).toBeLessThanOrEqual(1 + EPSILON);
}

test('a drawn area contains both points and stays inside the picture', () => {
  fc.assert(
    fc.property(point, point, (from, to) => {
      const area = drawnArea(1, from, to);
      expectInside(area);
      for (const [x, y] of [from, to]) {
        expect(x).toBeGreaterThanOrEqual(area.x);
        expect(x).toBeLessThanOrEqual(area.x + area.w + EPSILON);
        expect(y).toBeGreaterThanOrEqual(area.y);
        expect(y).toBeLessThanOrEqual(area.y + area.h + EPSILON);
      }
    }),
  );
});

test('a moved area keeps its size, a resized area keeps its corner, and both stay inside the picture', () => {
  fc.assert(
    fc.property(fc.nat(20), step, step, (count, dx, dy) => {
      const area = newArea(1, count);
      const moved = movedArea(area, dx, dy);
      expect([moved.w, moved.h]).toEqual([area.w, area.h]);
      expectInside(moved);
      const resized = resizedArea(area, dx, dy);
      expect([resized.x, resized.y]).toEqual([area.x, area.y]);
      expect(Math.min(resized.w, resized.h)).toBeGreaterThan(0);
      expectInside(resized);
    }),
  );
});

test('five new areas do not overlap', () => {
  const tops = [0, 1, 2, 3, 4].map(count => newArea(count + 1, count)).map(({ y, h }) => [y, y + h]);
  tops.slice(1).forEach(([top = 0], index) => expect(top).toBeGreaterThanOrEqual(tops[index]?.[1] ?? 1));
});
