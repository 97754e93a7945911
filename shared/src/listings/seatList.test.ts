import { expect, it } from 'vitest';
import { areNeighbors, readSeatList, seatStepOf } from './seatList.ts';

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

it.each<[seats: number[], step: 1 | 2, isNeighbors: boolean]>([
  [[3], 1, true],
  [[3], 2, true],
  [[1, 2, 3], 1, true],
  [[1, 2, 4], 1, false],
  [[1, 3, 5], 1, false],
  [[1, 3, 5], 2, true],
  [[1, 2, 3], 2, false],
  [[1, 4], 2, false],
])('says whether %j are neighbors in a row that counts by %i', (seats, step, isNeighbors) =>
  expect(areNeighbors(seats, step)).toBe(isNeighbors),
);

it('reads how neighbors count', () =>
  expect([[], [7], [7, 8], [7, 9, 11]].map(seatStepOf)).toEqual([1, 1, 1, 2]));
