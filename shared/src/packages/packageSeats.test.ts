import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packageSeats, packageSeatText, readPackageSeats } from './packageSeats.ts';

it.each([
  ['5–8', [5, 6, 7, 8]],
  ['5-8', [5, 6, 7, 8]],
  [' 5 – 6 ', [5, 6]],
  ['7', [7]],
  ['8, 6, 4, 2', [2, 4, 6, 8]],
  ['1 2 3', [1, 2, 3]],
])('reads %s', (text, seats) => {
  expect(readPackageSeats(text)).toEqual({ seats });
});

it.each([
  ['', /Give the seats/],
  ['0–4', /0 isn’t a seat: seats are positive whole numbers/],
  ['-3', /-3 isn’t a seat/],
  ['1.5', /1\.5 isn’t a seat/],
  ['A1', /A1 isn’t a seat/],
  ['5–5', /One seat isn’t a range\. Write 5/],
  ['8–5', /The low seat comes first\. Write 5–8/],
  ['1–51', /51 seats\. At most 50/],
  ['1, 2, 2', /Seat 2 is named twice/],
  ['1, 2, 5', /have a gap/],
  ['1, 4', /have a gap/],
  ['1–4, 8', /isn’t a seat/],
])('refuses %s and says what to write', (text, problem) => {
  expect(readPackageSeats(text)).toEqual({ problem: expect.stringMatching(problem) });
});

it('writes what it reads', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 900 }),
      fc.integer({ min: 1, max: 50 }),
      fc.constantFrom(1, 2),
      (low, count, step) => {
        const kept = { lowSeat: low, highSeat: low + (count - 1) * step, seatStep: step };
        expect(readPackageSeats(packageSeatText(kept))).toEqual({ seats: packageSeats(kept) });
      },
    ),
  );
});
