import { expect, test } from 'vitest';
import { toCsv } from './csv.ts';

test('cells that a spreadsheet would run get a quote in front', () => {
  expect(toCsv([['=1+1', '+1', '-1', '@a', '\tx', 'plain']])).toBe("'=1+1,'+1,'-1,'@a,'\tx,plain\r\n");
});

test('commas, quotes and line breaks stay inside their cell', () => {
  expect(toCsv([['a,b', 'say "hi"', 'two\nlines']])).toBe('"a,b","say ""hi""","two\nlines"\r\n');
});
