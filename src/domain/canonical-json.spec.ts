import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

/** The published vectors of RFC 8785 (its section 3.2, appendix B, and the test data its authors keep). */
const VECTORS: readonly [name: string, input: string, output: string][] = [
  [
    'section 3.2.2',
    String.raw`{ "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false] }`,
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  ],
  [
    'section 3.2.3: members by UTF-16 code units',
    String.raw`{ "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis" }`,
    `{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}`,
  ],
  ['arrays', '[ 56, { "d": true, "10": null, "1": [ ] } ]', '[56,{"1":[],"10":null,"d":true}]'],
  [
    'french',
    '{ "peach": "This sorting order", "péché": "is wrong according to French", "pêche": "but canonicalization MUST", "sin": "ignore locale" }',
    '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale"}',
  ],
  [
    'structures',
    String.raw`{ "1": {"f": {"f": "hi","F": 5} ,"\n": 56.0}, "10": { }, "": "empty", "a": { }, "111": [ {"e": "yes","E": "no" } ], "A": { } }`,
    String.raw`{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}`,
  ],
  ['unicode is not normalised', '{ "Unnormalized Unicode":"A\u030a" }', '{"Unnormalized Unicode":"A\u030a"}'],
];

test.each(VECTORS)('RFC 8785: %s', (_, input, output) => {
  expect(canonicalJson(JSON.parse(input))).toBe(output);
});

test.each([
  [-0, '0'],
  [5e-324, '5e-324'],
  [Number.MAX_VALUE, '1.7976931348623157e+308'],
  [2 ** 53, '9007199254740992'],
  [295147905179352830000, '295147905179352830000'],
  [9.999999999999997e22, '9.999999999999997e+22'],
  [1e23, '1e+23'],
  [9.999999999999997e-7, '9.999999999999997e-7'],
  [0.000001, '0.000001'],
])('RFC 8785, appendix B: %s', (number, text) => {
  expect(canonicalJson(number)).toBe(text);
});

test('`canonicalJson` leaves out undefined members and writes undefined elements as null, like JSON.stringify', () => {
  expect(canonicalJson({ b: undefined, a: [1, undefined] })).toBe('{"a":[1,null]}');
});
