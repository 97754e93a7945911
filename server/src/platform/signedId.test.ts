import { describe, expect, test } from 'vitest';
import { idOfSigned, isSameSecret, signedId } from './signedId.ts';

describe('a signed id', () => {
  const token = signedId('a secret', 'thread', 'cas_1');

  test('is opened with the same secret for the same purpose alone', () => {
    expect(idOfSigned('a secret', 'thread', token)).toBe('cas_1');
    expect(idOfSigned('another', 'thread', token)).toBeNull();
    expect(idOfSigned('a secret', 'waiting', token)).toBeNull();
  });

  test('of another id, without a signature, or longer isn’t opened', () => {
    expect(idOfSigned('a secret', 'thread', token.replace('cas_1', 'cas_2'))).toBeNull();
    expect(idOfSigned('a secret', 'thread', 'cas_1')).toBeNull();
    expect(idOfSigned('a secret', 'thread', `${token}x`)).toBeNull();
    expect(idOfSigned('a secret', 'thread', '')).toBeNull();
  });

  // Links of emails that were sent must stay good.
  test('is the one of links that were sent', () => {
    expect(signedId('a secret', 'thread', 'cas_1')).toBe('cas_1.Wgj_r-jTPzkyOiH_gcW3q6g-l0qQMul5');
  });

  test('secrets of other lengths differ', () => {
    expect(isSameSecret('abc', 'abcd')).toBe(false);
    expect(isSameSecret('abc', 'abc')).toBe(true);
  });
});
