import { expect, it } from 'vitest';
import { maskedTin, type TinKind, tinProblem, writtenTin } from './tin.ts';

it.each([
  ['ssn', '123456789'],
  ['ssn', '665010001'],
  ['ssn', '899999999'],
  ['ein', '010000001'],
  ['ein', '123456789'],
  ['ein', '990000001'],
  ['itin', '900500001'],
  ['itin', '912650000'],
  ['itin', '999990001'],
] as [TinKind, string][])('%s %s can be one', (kind, digits) => expect(tinProblem(kind, digits)).toBeNull());

it.each([
  ['ssn', '000123456', /begins with 000/],
  ['ssn', '666123456', /begins with 666/],
  ['ssn', '900123456', /ITIN/],
  ['ssn', '123006789', /in the middle/],
  ['ssn', '123450000', /0000/],
  ['ssn', '078051120', /advertisements/],
  ['ssn', '111111111', /equal digits/],
  ['ssn', '12345678', /nine digits/],
  ['ssn', '1234567890', /nine digits/],
  ['ein', '073456789', /begins with 07/],
  ['ein', '703456789', /begins with 70/],
  ['ein', '893456789', /begins with 89/],
  ['itin', '123456789', /begins with a 9/],
  ['itin', '900660001', /66/],
  ['itin', '900890001', /89/],
  ['itin', '900930001', /adoption/],
  ['itin', '900490001', /49/],
] as [TinKind, string, RegExp][])('%s %s is none, and what to do is said', (kind, digits, says) =>
  expect(tinProblem(kind, digits)).toMatch(says),
);

it('every prefix of EINs is as the IRS lists it', () => {
  const never = [0, 7, 8, 9, 17, 18, 19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97];
  const refused = Array.from({ length: 100 }, (_, prefix) => prefix).filter(
    (prefix) => tinProblem('ein', `${String(prefix).padStart(2, '0')}1234567`) !== null,
  );
  expect(refused).toEqual(never);
});

it('is written and masked as its kind is', () => {
  expect(writtenTin('ssn', '123456789')).toBe('123-45-6789');
  expect(writtenTin('ein', '123456789')).toBe('12-3456789');
  expect(maskedTin('itin', '6789')).toBe('***-**-6789');
  expect(maskedTin('ein', '6789')).toBe('**-***6789');
});
