import { Secret } from 'otpauth';
import { expect, it } from 'vitest';
import { newSecret, stepOf, uriOf } from './totp.ts';

/** Source: RFC 6238, appendix B: the last six of its eight figures. */
const secret = Secret.fromUTF8('12345678901234567890').base32;
it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('after %i seconds takes the code of RFC 6238', (seconds, code) => {
  const step = Math.floor(seconds / 30);
  expect(stepOf(secret, code, seconds * 1_000)).toBe(step);
  expect(stepOf(secret, `${code.slice(0, 3)} ${code.slice(3)}`, seconds * 1_000)).toBe(step);
});

it('takes codes of one step before and after, and says which', () => {
  for (const off of [-1, 0, 1])
    expect(stepOf(secret, '005924', (1_234_567_890 + off * 30) * 1_000)).toBe(41_152_263);
  for (const off of [-2, 2]) expect(stepOf(secret, '005924', (1_234_567_890 + off * 30) * 1_000)).toBeNull();
});

it('makes secrets of 160 bits, and addresses that apps read', () => {
  expect(newSecret()).toMatch(/^[A-Z2-7]{32}$/);
  expect(newSecret()).not.toBe(newSecret());
  const uri = new URL(uriOf(secret, 'ann@example.com'));
  expect([uri.protocol, uri.searchParams.get('secret'), uri.searchParams.get('issuer')]).toEqual([
    'otpauth:',
    secret,
    'Holdfast',
  ]);
});
