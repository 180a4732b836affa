import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attachedName,
  checkFile,
  type ChosenFile,
  cleanName,
  FILE_LIMITS,
  shownName,
  sniff,
  typeOfName,
} from './files.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const PDF = bytes('%PDF-1.7\nсправка');
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0);
const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16);
const EXE = Uint8Array.of(0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0);

const chosen = (given: Partial<ChosenFile> = {}): ChosenFile => ({
  name: 'справка.pdf',
  size: 1000,
  firstBytes: PDF,
  count: 0,
  ...given,
});

describe('a chosen file', () => {
  it.each([
    ['a PDF', { name: 'a.pdf', firstBytes: PDF }, 'application/pdf'],
    ['a PNG', { name: 'A.PNG', firstBytes: PNG }, 'image/png'],
    ['a JPEG', { name: 'фото.jpeg', firstBytes: JPEG }, 'image/jpeg'],
    ['a text', { name: 'a.b.txt', firstBytes: bytes('привет\r\n\tмир') }, 'text/plain'],
    ['exactly 20 MB', { size: FILE_LIMITS.bytes }, 'application/pdf'],
    ['the tenth', { count: 9 }, 'application/pdf'],
  ])('%s is accepted unchanged', (_, given, type) => {
    expect(checkFile(chosen(given))).toEqual({ ok: true, name: chosen(given).name, type });
  });

  it.each([
    ['25 MB', { size: 25 * 1024 * 1024 }, 'too-large'],
    ['one byte too many', { size: FILE_LIMITS.bytes + 1 }, 'too-large'],
    ['0 bytes', { size: 0, firstBytes: new Uint8Array() }, 'empty'],
    ['a program named .pdf', { firstBytes: EXE }, 'content-mismatch'],
    ['a program named .txt', { name: 'a.txt', firstBytes: EXE }, 'content-mismatch'],
    ['an archive named .jpg', { name: 'a.jpg', firstBytes: bytes('PK\u0003\u0004') }, 'content-mismatch'],
    ['a program', { name: 'setup.exe', firstBytes: EXE }, 'type-not-allowed'],
    ['no ending', { name: 'pdf' }, 'type-not-allowed'],
    ['two endings', { name: 'a.pdf.exe' }, 'type-not-allowed'],
    ['an ending that is a word of JavaScript', { name: 'a.constructor' }, 'type-not-allowed'],
    ['an ending alone', { name: '.pdf' }, 'name-unusable'],
    ['dots alone', { name: '../...pdf' }, 'name-unusable'],
    ['an eleventh', { count: 10 }, 'too-many'],
    // A fault of the file itself comes first: a rejected file does not count.
    ['an eleventh that is too large', { count: 10, size: FILE_LIMITS.bytes + 1 }, 'too-large'],
  ])('%s is rejected with one reason', (_, given, reason) => {
    expect(checkFile(chosen(given))).toMatchObject({ ok: false, reason });
  });

  it('of another type is rejected with its real type, when that type is allowed', () => {
    expect(checkFile(chosen({ name: 'снимок.jpg', firstBytes: PNG }))).toEqual({
      ok: false,
      reason: 'content-mismatch',
      found: 'image/png',
    });
  });

  it.each([
    ['folders', '../../etc/справка.pdf', 'справка.pdf', 'cleaned'],
    ['folders of Windows', 'C:\\temp\\справка.pdf', 'справка.pdf', 'cleaned'],
    ['a mark that turns the direction', 'счёт\u202Efdp.exe.pdf', 'счётfdp.exe.pdf', 'cleaned'],
    ['a line break', 'счёт\r\n.pdf', 'счёт.pdf', 'cleaned'],
    ['300 characters', `${'я'.repeat(296)}.pdf`, `${'я'.repeat(251)}.pdf`, 'shortened'],
  ])(
    'with %s in its name gets another name, and the result has the difference',
    (_, name, attached, renamed) => {
      expect(checkFile(chosen({ name }))).toMatchObject({ ok: true, name: attached, renamed });
    },
  );

  it('cannot hide its extension behind a bidirectional control character', () => {
    expect(checkFile(chosen({ name: 'счёт\u202Efdp.exe' }))).toMatchObject({ reason: 'type-not-allowed' });
  });
});

describe('`sniff`', () => {
  it('recognizes text in the common encodings, and no binary data as text', () => {
    expect(sniff(Uint8Array.of(0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x0d, 0x0a))).toBe('text/plain');
    expect(sniff(Uint8Array.of(0xff, 0xfe, 0x1f, 0x04, 0x0d, 0x00, 0x0a, 0x00))).toBe('text/plain');
    expect(sniff(Uint8Array.of(0xfe, 0xff, 0x04, 0x1f, 0x00, 0x0a))).toBe('text/plain');
    expect(sniff(Uint8Array.of(0xff, 0xfe, 0x00, 0x00))).toBeUndefined();
    expect(sniff(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46))).toBeUndefined();
  });

  it('recognizes a text that is cut within a character', () => {
    const text = bytes('Справка об адресе');
    for (let end = 1; end < text.length; end += 1) expect(sniff(text.slice(0, end))).toBe('text/plain');
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.string({ unit: 'binary' }), (some, name) => {
        checkFile({ name, size: some.length, firstBytes: some, count: 0 });
      }),
    );
  });
});

/** Names as an attacker would write them. */
const names = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(
      fc.constantFrom(
        '\u202E',
        '\u2066',
        '\uFEFF',
        '\0',
        '\n',
        '\u2028',
        '\uD83D',
        '\uDE00',
        ' ',
        '.',
        '/',
        '\\',
        'я',
        'a',
      ),
      { maxLength: 400 },
    )
    .map(parts => parts.join('')),
);
const endings = fc.constantFrom('.pdf', '.PNG', '.jpeg', '.txt');

describe('a file name', () => {
  it('after cleaning has no invisible characters, no lone surrogates, and at most 255 code points', () => {
    fc.assert(
      fc.property(names, name => {
        const clean = cleanName(name);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect([...clean].length).toBeLessThanOrEqual(FILE_LIMITS.name);
        expect(clean).toBe(clean.trim());
        expect(cleanName(clean)).toBe(clean);
        expect(() => encodeURIComponent(clean)).not.toThrow();
      }),
    );
  });

  it('of ordinary characters stays unchanged', () => {
    for (const name of ['Справка № 5 (копия).pdf', 'a.b.c.txt', 'Zażółć.png', '身份证.jpg', '😀.png'])
      expect(attachedName(name)).toBe(name);
  });

  it('keeps the extension of its type, however long the name is', () => {
    fc.assert(
      fc.property(names, endings, (stem, ending) => {
        expect(typeOfName(cleanName(stem + ending))).toBe(typeOfName(`a${ending}`));
        expect(shownName(stem + ending).endsWith(ending)).toBe(true);
      }),
    );
  });

  it('of an attachment has no folders', () => {
    fc.assert(
      fc.property(names, name => {
        expect(attachedName(name)).not.toMatch(/[\\/]/);
      }),
    );
  });

  it('on the page is never longer than the given length', () => {
    fc.assert(
      fc.property(names, fc.integer({ min: 20, max: 100 }), (name, longest) => {
        const shown = shownName(name, longest);
        expect([...shown].length).toBeLessThanOrEqual(longest);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
    expect(shownName(`${'а'.repeat(100)}-2026-лист-3.pdf`)).toMatch(/^а{55}….*лист-3\.pdf$/);
  });
});
