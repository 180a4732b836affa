import { expect, test } from 'vitest';
import { componentFiles, programOf, sharedTexts } from '../jsx-text.ts';

const HEAD = `import type { ReactElement, ReactNode } from 'react';
declare const some: boolean, word: string, number: number, mark: ReactElement, part: ReactNode;
declare function Part(props: { children?: ReactNode }): ReactElement;
`;

const WRONG: Record<string, string> = {
  'two texts side by side': '() => <p>{word}{some ? word : ""}</p>',
  'a text beside an element': '() => <p><b />{word}</p>',
  'a text before an element': '() => <p>{word}<b /></p>',
  'a text that is there at times': '() => <p>{mark}{some && word}</p>',
  'a text or an element': '() => <p>{some ? word : mark}<b /></p>',
  'white space between elements': "() => <p><b />{' '}<b /></p>",
  'punctuation between elements': '() => <p><b />, <b /></p>',
  'words after a component': '() => <p><Part /> and more</p>',
  'words before what comes and goes': '() => <p>Words {some ? mark : null}</p>',
  'a number in words': '() => <p>No. {number}</p>',
  'a text of a fragment, which shares the element around it': '() => <><b />{word}</>',
  'the only text of a fragment': '() => <>{word}</>',
  'words of a fragment': '() => <>Words</>',
  'a list of texts': '() => <p><b />{[word, word].map(one => one)}</p>',
  'what may be a text': '() => <div>{mark}{part}</div>',
  'a text in the value of another': '() => <Part>{<i>{word}<b /></i>}</Part>',
  'a component that gives a text at times': '() => (some ? word : mark)',
  'a component that gives a number': '() => number',
};

const RIGHT: Record<string, string> = {
  'a text by itself': '() => <p>{word}</p>',
  'a text that is there at times, by itself': '() => <p>{some ? word : ""}</p>',
  'a text or an element, by itself': '() => <p>{some ? word : mark}</p>',
  'one text of several parts': '() => <p>{`${word}: ${number}`}</p>',
  'texts in elements of their own':
    '() => <p><span>{word}</span><span>, </span>{some ? <b>{word}</b> : null}</p>',
  'a component that gives an element at times': '() => (some ? mark : null)',
};

test('every text of the pages is alone in its element, so that a page translator can replace it', () => {
  const files = componentFiles();
  expect(files.length).toBeGreaterThan(60);
  expect(sharedTexts(programOf(files), files)).toEqual([]);
}, 120_000);

test('the check finds every form of a text with siblings, and nothing else', () => {
  const name = `${import.meta.dirname}/example.tsx`;
  const examples = Object.entries({ ...WRONG, ...RIGHT });
  const lines = examples.map(([, component], index) => `export const Example${index} = ${component};`);
  const first = HEAD.split('\n').length;
  const found = sharedTexts(programOf([name], { [name]: HEAD + lines.join('\n') }), [name]).map(
    line => examples[Number(/:(\d+) /.exec(line)?.[1]) - first]?.[0],
  );
  expect([...new Set(found)]).toEqual(Object.keys(WRONG));
}, 60_000);
