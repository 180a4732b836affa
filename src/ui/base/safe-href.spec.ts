import { expect, test } from 'vitest';
import { safeHref } from './safe-href.ts';

test.each([
  'https://www.activecloud.ru/contacts/',
  'http://intranet/help',
  'mailto:privacy@activecloud.example?subject=Data',
  '/support',
  'support.aspx?id=5',
  '?tab=help',
  '//help.example/',
  '',
])('«%s» is allowed in a link', address => {
  expect(safeHref(address)).toBe(address);
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' \u0001javascript:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:https://host.example/1',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'filesystem:https://host.example/temporary/1',
  'intent://scan/#Intent;scheme=zxing;end',
  'https://',
])('«%s» is not allowed in a link', address => {
  expect(safeHref(address)).toBeUndefined();
});
