import { expect, it } from 'vitest';
import { areNeighbors, readSeatList } from './seatList.ts';

it.each([
  ['5–8', [5, 6, 7, 8]],
  ['5 - 8', [5, 6, 7, 8]],
  ['7', [7]],
  ['6, 2 4', [2, 4, 6]],
  ['1–3, 7', [1, 2, 3, 7]],
])('reads %s', (text, seats) => expect(readSeatList(text)).toEqual({ seats }));

it.each([
  ['', /Give the seats/],
  ['8–5', /Write 5–8/],
  ['1, 1', /Seat 1 is named twice/],
  ['A1', /A1 isn’t a seat/],
  ['1–2–3', /isn’t a seat/],
  ['0', /0 isn’t a seat/],
  ['1–400', /These are 400 seats/],
  ['1–40, 50–80', /These are 71 seats/],
])('refuses %s with the remedy', (text, words) =>
  expect(readSeatList(text)).toEqual({ problem: expect.stringMatching(words) }),
);

it('knows neighbors', () => {
  expect([[3], [1, 2, 3], [2, 4, 6]].every(areNeighbors)).toBe(true);
  expect(
    [
      [1, 2, 4],
      [1, 4],
    ].some(areNeighbors),
  ).toBe(false);
});
