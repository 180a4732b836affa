import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MASK_KINDS, maskFor } from './masking.ts';

const digits = (n: number) => fc.stringMatching(new RegExp(`^\\d{${n}}$`));
const letters = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'абвгдежзabcdefgh'), minLength: min, maxLength: max });
/** Any text, broken halves of surrogate pairs included. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\ud83d', '\ude00', '@', '.', ',', 'я', '7', ' ', 'г', '🙂') }),
);

describe('a mask', () => {
  it.each([
    ['passport', '4512 345123', '•• •• ••• 123'],
    ['passport', '4512345123', '•• •• ••• 123'],
    ['passport', '45 12 №345123', '•• •• ••• 123'],
    ['passport', 'MP1234567', '•• •• ••• 567'],
    ['passport', '123', '•• •• ••• •••'],
    ['passport', '4512 345123, выдан 01.02.2010', '•• •• ••• •••'],
    ['email', 'vera@example.ru', 'v•••••@example.ru'],
    ['email', 'v@example.ru', 'v•••••@example.ru'],
    ['email', 'a@b@example.ru', 'a•••••@example.ru'],
    ['email', 'вера@пример.рф', 'в•••••@пример.рф'],
    ['email', '🙂smile@example.ru', '🙂•••••@example.ru'],
    ['email', 'not an e-mail', '••••••'],
    ['email', '@example.ru', '••••••'],
    ['phone', '+7 (495) 123-45-12', '+7 ••• •••-••-12'],
    ['phone', '84951234512', '+7 ••• •••-••-12'],
    ['phone', '+375 29 123-45-12', '+375 •• •••-••-12'],
    ['phone', '+49 30 1234512', '••• •••-••-12'],
    ['phone', '112', '••••••'],
    ['address', 'Тверь, ул. Советская, д. 5, кв. 12', 'Тверь, ул. ••••••'],
    ['address', '170100, Россия, Тверская обл., г. Тверь, улица Советская, 5', 'Тверь, ул. ••••••'],
    ['address', 'г. Ростов-на-Дону, пр-т Мира, 1', 'Ростов-на-Дону, пр-т ••••••'],
    ['address', 'Набережные Челны, Невский проспект, 1', 'Набережные Челны, пр-т ••••••'],
    ['address', '220004, г. Минск, Победителей, 7', 'Минск, ••••••'],
    ['address', 'Советская, 5', '••••••'],
    ['address', 'ул. Советская, 5, Тверь', '••••••'],
    ['address', 'г Тверь улица Советская, 5', '••••••'],
    ['address', 'Тверь', '••••••'],
    ['person-name', 'Лукина Вера Павловна', 'Л••••• В. П.'],
    ['person-name', 'Лукина В.П.', 'Л••••• В. П.'],
    ['person-name', 'Лукина', 'Л•••••'],
    ['person-name', 'Мамедов Али Вагиф оглы', 'М••••• А. В.'],
    ['person-name', '42', '••••••'],
    ['card', '4000 0012 3456 1234', '•••• •••• •••• 1234'],
    ['card', '1234', '•••• •••• •••• ••••'],
    ['ip', '203.0.113.42', '203.0.•••.•••'],
    ['ip', '2001:db8::8a2e:370:7334', '2001:db8:••••'],
    ['ip', '999.0.113.42', '••••••'],
    ['ip', '::1', '••••••'],
    ['generic', 'anything at all', '••••••'],
    ['of a kind nobody knows', 'secret', '••••••'],
    ['constructor', 'secret', '••••••'],
    ['email', '', ''],
    ['generic', '  ', ''],
  ])('%s %j → %j', (kind, value, mask) => {
    expect(maskFor(kind, value)).toBe(mask);
  });
});

describe('a mask does not depend on the hidden part', () => {
  const sameMask = (kind: string, a: string, b: string) => {
    expect(maskFor(kind, a)).toContain('•');
    expect(maskFor(kind, a)).toBe(maskFor(kind, b));
  };

  it('of a passport', () => {
    fc.assert(
      fc.property(digits(7), digits(7), digits(3), (a, b, tail) => {
        sameMask('passport', `${a.slice(0, 4)} ${a.slice(4)}${tail}`, `${b}${tail}`);
      }),
    );
  });

  it('of an e-mail address, nor on its length', () => {
    fc.assert(
      fc.property(letters(0, 60), letters(0, 60), (a, b) => {
        sameMask('email', `v${a}@example.ru`, `v${b}@example.ru`);
      }),
    );
  });

  it('of a phone number', () => {
    fc.assert(
      fc.property(digits(8), digits(8), digits(2), (a, b, tail) => {
        sameMask('phone', `+7 ${a}-${tail}`, `8${b}${tail}`);
      }),
    );
  });

  it('of a postal address', () => {
    fc.assert(
      fc.property(letters(1, 30), fc.nat(500), letters(1, 30), fc.nat(500), (a, n, b, m) => {
        sameMask('address', `Тверь, ул. ${a}, ${n}`, `Тверь, ул. ${b}, д. ${m}, кв. 1`);
      }),
    );
  });

  it('of a name of a person', () => {
    fc.assert(
      fc.property(letters(0, 30), letters(0, 30), letters(0, 30), (a, b, c) => {
        sameMask('person-name', `Л${a} В${b} П${c}`, `Л${c} В${a} П${b}`);
      }),
    );
  });

  it('of a card number', () => {
    fc.assert(
      fc.property(digits(12), digits(12), digits(4), (a, b, tail) => {
        sameMask('card', a + tail, b + tail);
      }),
    );
  });

  it('of an IP address', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255), (a, b, c, d) => {
        sameMask('ip', `203.0.${a}.${b}`, `203.0.${c}.${d}`);
      }),
    );
  });

  it('of any other value, nor on its length', () => {
    fc.assert(
      fc.property(letters(1, 60), letters(1, 60), (a, b) => {
        sameMask('generic', a, b);
      }),
    );
  });
});

it('`maskFor` never throws, never cuts a surrogate pair, and always hides a part', () => {
  fc.assert(
    fc.property(fc.constantFrom(...MASK_KINDS), anyText, (kind, text) => {
      const mask = maskFor(kind, text);
      expect(mask).not.toMatch(/\p{Surrogate}/u);
      expect(mask === '').toBe(text.trim() === '');
      if (mask !== '') expect(mask).toContain('•');
    }),
    { numRuns: 1000 },
  );
});
