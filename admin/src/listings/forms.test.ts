import type { Listing } from '@holdfast/shared/listings';
import { expect, it } from 'vitest';
import { correctionBody, correctionValues } from './forms.ts';

const listing = {
  kind: 'seated',
  version: 7,
  section: '101',
  row: 'A',
  seats: [1, 3, 5],
  splitRule: 'any',
  ticketType: 'Seated',
  quantity: 3,
  faceValue: null,
  delivery: 'Tickets ready now',
  disclosure: null,
} as unknown as Listing;

it('sends what differs from what the form was opened with, and the version that was seen', () => {
  const opened = correctionValues(listing);
  expect(opened).toMatchObject({ seats: '1, 3, 5', countsByTwo: true });
  const bodyOf = correctionBody(listing, opened);
  // Inputs give null for what is empty.
  expect(bodyOf({ ...opened, disclosure: null, reason: 'A slip' })).toEqual({ reason: 'A slip', version: 7 });
  expect(bodyOf({ ...opened, delivery: 'Mobile transfer', quantity: 9, reason: 'A slip' })).toEqual({
    delivery: 'Mobile transfer',
    reason: 'A slip',
    version: 7,
  });
  expect(bodyOf({ ...opened, seats: '1–3', countsByTwo: false, reason: 'A slip' })).toEqual({
    seats: '1–3',
    countsByTwo: false,
    reason: 'A slip',
    version: 7,
  });
});
