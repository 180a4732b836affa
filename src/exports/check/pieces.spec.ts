import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowsOf, textOf } from './pieces.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('a piece ends at a line end, and the next piece begins there', () => {
  const whole = bytes('первая\nвторая\nтретья');
  const first = textOf(whole.subarray(0, 22), 0, false);
  expect(first.text).toBe('первая\n');
  const second = textOf(whole.subarray(first.next), first.next, true);
  expect([second.text, second.next]).toEqual(['вторая\nтретья', whole.length]);
});

test('pieces of any size join to the whole text, also with characters of several bytes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'ё', '€', '😀', '\n'), { maxLength: 60 }),
      fc.integer({ min: 4, max: 20 }),
      (letters, size) => {
        const text = letters.join('');
        const whole = bytes(text);
        let from = 0;
        let put = '';
        while (from < whole.length) {
          const piece = textOf(whole.subarray(from, from + size), from, from + size >= whole.length);
          expect(piece.next).toBeGreaterThan(from);
          put += piece.text;
          from = piece.next;
        }
        expect(put).toBe(text);
      },
    ),
  );
});

test('`rowsOf` parses cells with semicolons, quotes and line breaks', () => {
  expect(rowsOf('Когда;Что\r\n"1;2";"он сказал ""да"""\r\n"две\r\nстроки";x')).toEqual([
    ['Когда', 'Что'],
    ['1;2', 'он сказал "да"'],
    ['две\r\nстроки', 'x'],
  ]);
});
