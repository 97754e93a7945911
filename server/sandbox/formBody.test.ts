import { expect, test } from 'vitest';
import { listOf, parseForm, storableText } from './formBody.ts';

test('nested brackets become objects', () => {
  expect(parseForm('amount=1&metadata[order]=A1&metadata[a][b]=c')).toEqual({
    amount: '1',
    metadata: { order: 'A1', a: { b: 'c' } },
  });
});

test('lists have numbers or empty brackets', () => {
  expect(listOf(parseForm('expand[0]=x&expand[1]=y').expand)).toEqual(['x', 'y']);
  expect(listOf(parseForm('expand[]=x&expand[]=y').expand)).toEqual(['x', 'y']);
  expect(listOf(undefined)).toEqual([]);
});

test('escapes are decoded in names and values; a malformed one stays unchanged', () => {
  expect(parseForm('metadata%5Bna%20me%5D=caf%C3%A9+%26+more')).toEqual({
    metadata: { 'na me': 'café & more' },
  });
  expect(parseForm('a=%E0%A4%A')).toEqual({ a: '%E0%A4%A' });
});

test('a name cannot reach the prototype', () => {
  parseForm('__proto__[polluted]=yes&constructor[prototype][polluted]=yes');
  expect(({} as { polluted?: string }).polluted).toBeUndefined();
});

test('text that PostgreSQL can’t store is removed', () => {
  expect(parseForm('a=x%00y')).toEqual({ a: 'xy' });
  expect(storableText('x\0\ud800')).toBe('x\ufffd');
});
