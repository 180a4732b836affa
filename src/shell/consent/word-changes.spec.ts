import { expect, test } from 'vitest';
import { wordChanges } from './word-changes.ts';

const shown = (before: string, after: string): string =>
  wordChanges(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : `${kind === 'added' ? '+' : '-'}[${text.trim()}] `))
    .join('')
    .trim();

test('only the words that changed are marked', () => {
  expect(shown('Я согласен получать новости по почте.', 'Я согласен получать письма по почте.')).toBe(
    'Я согласен получать -[новости] +[письма] по почте.',
  );
  expect(shown('one two', 'one two three')).toBe('one two +[three]');
  expect(shown('one two three', 'two')).toBe('-[one] two -[three]');
});

test('the marked text is both texts: without what was added the former, without what was removed the new one', () => {
  const before = 'Я согласен, чтобы мне показывали тексты моих писем в кабинете.';
  const after = 'Я согласен, чтобы мне показывали тексты писем, чатов и сообщений.';
  const runs = wordChanges(before, after);
  const without = (kind: string): string =>
    runs
      .filter(one => one.kind !== kind)
      .map(({ text }) => text)
      .join('')
      .replaceAll(/\s+/g, ' ')
      .trim();
  expect([without('added'), without('removed')]).toEqual([before, after]);
  expect(wordChanges('', '')).toEqual([]);
});
