import { expect, test } from 'vitest';
import { harmless } from './harmless.ts';

test.each([
  ['=1+1', "'=1+1"],
  ['  =1+1', "'  =1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t'=1"],
  ['\r=1', "'\r=1"],
  ['＝1+1', "'＝1+1"],
  ['＋1', "'＋1"],
  ['－1', "'－1"],
  ['＠SUM', "'＠SUM"],
  ['A;=1+1', "A;'=1+1"],
  ['A; ＝1;-2', "A; '＝1;'-2"],
])('%j is written as %j', (text, written) => {
  expect(harmless(text)).toBe(written);
});

test.each(['Section 4-1', 'a=b', 'ann@example.com', '5 + 3', ''])('%j stays as it is', (text) => {
  expect(harmless(text)).toBe(text);
});

test('numbers stay numbers, negative ones too, and nothing stays nothing', () => {
  expect([-12.5, 0, null].map(harmless)).toEqual([-12.5, 0, null]);
});
