/**
 * What ARIA in HTML (https://www.w3.org/TR/html-aria/) forbids in a piece of markup, as `rule: <tag>`. It runs in pages as
 * well: it uses nothing from outside.
 */
export function forbiddenAria(root: ParentNode): string[] {
  const TABLE_PARTS = 'caption, colgroup, thead, tbody, tfoot, tr, td, th';
  const LIST_PARTS = 'ul > li, ol > li, menu > li, dl > dt, dl > dd, dl > div > dt, dl > div > dd';
  const NO_ROLE = '[role="none"], [role="presentation"]';
  const INTERACTIVE =
    'a[href], button, summary, select, textarea, input:not([type="hidden"]), [tabindex]:not([tabindex="-1"])';
  /** Elements that are generic, or text, as long as no role makes something of them: they take no name. */
  const NAMELESS = 'b, bdi, cite, code, div, em, i, label, p, q, s, small, span, strong, sub, sup, u'
    .split(', ')
    .map(name => `${name}:not([role])`)
    .join(', ');
  const RULES: readonly (readonly [string, (element: Element) => boolean])[] = [
    [
      'a part of an exposed table has a role of its own kind, or none of others',
      element =>
        element.matches(TABLE_PARTS) &&
        element.matches(NO_ROLE) &&
        element.closest('table')?.matches(NO_ROLE) === false,
    ],
    [
      'an item of an exposed list stays one',
      element =>
        element.matches(LIST_PARTS) &&
        element.matches(NO_ROLE) &&
        element.closest('ul, ol, menu, dl')?.matches(NO_ROLE) === false,
    ],
    [
      'what takes the focus or has a name is not presentational',
      element =>
        element.matches(NO_ROLE) &&
        (element.matches(INTERACTIVE) || element.matches('[aria-label], [aria-labelledby]')),
    ],
    [
      'what is hidden from the tree takes no focus',
      element =>
        element.matches('[aria-hidden="true"]') &&
        (element.matches(INTERACTIVE) || element.querySelector(INTERACTIVE) !== null),
    ],
    [
      'what has no role takes no name',
      element => element.matches(NAMELESS) && element.matches('[aria-label], [aria-labelledby]'),
    ],
    [
      'a control holds no other control',
      element =>
        element.matches('a[href], button, summary, [role="button"], [role="switch"]') &&
        element.querySelector(INTERACTIVE) !== null,
    ],
    [
      'a heading, a control of a form or a fold is what it is',
      element => element.matches(NO_ROLE) && element.matches('summary, option, legend, figcaption, label'),
    ],
  ];
  return [...root.querySelectorAll('*')].flatMap(element =>
    RULES.filter(([, breaks]) => breaks(element)).map(
      ([rule]) => `${rule}: ${(element.cloneNode() as Element).outerHTML.slice(0, 160)}`,
    ),
  );
}
