import { expect, test } from 'vitest';
import { nameOf } from './save-file.ts';

test.each([
  ['attachment; filename="copy.zip"; filename*=UTF-8\'\'%D0%9A%D0%BE%D0%BF%D0%B8%D1%8F.zip', 'Копия.zip'],
  ['attachment; filename="copy.zip"', 'copy.zip'],
  ['attachment; filename=copy.zip', 'copy.zip'],
  ['attachment; filename=copy.zip; size=7', 'copy.zip'],
  ['attachment; filename="copy.zip"; filename*=UTF-8\'\'%D0%9', 'copy.zip'],
  ['attachment', ''],
  [undefined, ''],
])('the file name of %j is %j', (disposition, name) => {
  expect(nameOf(new Headers(disposition === undefined ? {} : { 'Content-Disposition': disposition }))).toBe(
    name,
  );
});
