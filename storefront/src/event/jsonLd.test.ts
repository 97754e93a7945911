import type { CatalogEvent } from '@holdfast/shared/catalog';
import { expect, it } from 'vitest';
import { eventJsonLd } from './jsonLd.ts';

it('names the day at the venue while the time is to be announced', () => {
  const venue = {
    name: 'Aloha Stadium',
    city: 'Honolulu',
    region: 'HI',
    country: 'US',
    timeZone: 'Pacific/Honolulu',
  };
  const event = {
    name: 'A game',
    venue,
    timeTbd: true,
    startsAt: '2026-11-30T05:00:00.000Z',
    status: 'scheduled',
  };
  expect(
    eventJsonLd({ doorsAt: null, previousStartsAt: null, ...event } as unknown as CatalogEvent),
  ).toMatchObject({
    startDate: '2026-11-29',
  });
});
