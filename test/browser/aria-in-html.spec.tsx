import { expect, test } from 'vitest';
import { forbiddenAria } from '../aria-in-html.ts';
import { place } from './place.ts';

const wrongIn = (html: string): string[] => {
  const box = document.createElement('div');
  box.innerHTML = html;
  return forbiddenAria(box);
};

test.each([
  '<table><tbody><tr role="presentation"><td>1</td></tr></tbody></table>',
  '<table role="table"><tbody role="none"><tr><td>1</td></tr></tbody></table>',
  '<table><tbody><tr><td role="presentation">1</td></tr></tbody></table>',
  '<ul><li role="none">1</li></ul>',
  '<dl><div><dt role="presentation">1</dt></div></dl>',
  '<button role="presentation">1</button>',
  '<section role="none" aria-label="1"></section>',
  '<div aria-hidden="true"><a href="/">1</a></div>',
  '<span aria-label="1">2</span>',
  '<a href="/"><button>1</button></a>',
  '<details><summary><input></summary></details>',
])('the check finds the error in %s', html => {
  expect(wrongIn(html)).toHaveLength(1);
});

test.each([
  '<table role="presentation"><tbody role="none"><tr role="none"><td>1</td></tr></tbody></table>',
  '<table><tbody><tr aria-hidden="true"><td>1</td></tr></tbody></table>',
  '<ul role="none"><li role="none">1</li></ul>',
  '<span role="img" aria-label="1"></span>',
  '<div aria-hidden="true"><i></i></div>',
])('the check accepts %s', html => {
  expect(wrongIn(html)).toEqual([]);
});

test('the spacer rows of a long list have no role in its table', async () => {
  const { root } = await place('/data/services');
  expect(root.querySelector('.records tr.gap')).not.toBeNull();
  expect(forbiddenAria(root)).toEqual([]);
});
