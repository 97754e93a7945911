import type { CatalogEvent } from '@holdfast/shared/catalog';
import { describe, expect, it } from 'vitest';
import type { FirstListings } from '../event/loadGame.ts';
import { eventData, eventWithOffers } from './eventData.ts';

const site = 'https://tickets.example';
const now = Date.parse('2026-11-20T18:00:00Z');
const event = {
  slug: 'a-game',
  name: 'A game',
  venue: {
    slug: 'aloha-stadium',
    name: 'Aloha Stadium',
    city: 'Honolulu',
    region: 'HI',
    country: 'US',
    timeZone: 'Pacific/Honolulu',
  },
  timeTbd: false,
  startsAt: '2026-11-30T05:00:00.000Z',
  doorsAt: null,
  previousStartsAt: null,
  status: 'scheduled',
  currency: 'USD',
  home: null,
  away: null,
} as unknown as CatalogEvent;

it('names the day at the venue while the time is to be announced', () => {
  expect(eventData({ ...event, timeTbd: true }, site)).toMatchObject({
    startDate: '2026-11-29',
    location: { url: 'https://tickets.example/venues/aloha-stadium' },
  });
});

it('a moved event says when it was', () => {
  const moved = { ...event, status: 'moved' as const, previousStartsAt: '2026-11-28T05:00:00.000Z' };
  expect(eventData(moved, site)).toMatchObject({
    eventStatus: 'https://schema.org/EventRescheduled',
    previousStartDate: '2026-11-28T05:00:00.000Z',
  });
});

describe('what is on sale', () => {
  const price = (amount: number, currency = 'USD') => ({ amount, currency });
  const listings = {
    quantity: 2,
    seated: [],
    seatedTotal: 7,
    range: { low: price(9_005), high: price(40_000) },
    generalAdmission: [{ price: price(5_000) }],
    quantities: [1, 2],
    asOf: '2026-11-20T18:00:00Z',
  } as unknown as FirstListings;
  const offers = (of: CatalogEvent, sold: FirstListings | null) =>
    (eventWithOffers(of, sold, { site, now }) as { offers?: object }).offers;

  it('is its lowest and highest price, in whole units', () => {
    expect(offers(event, listings)).toEqual({
      '@type': 'AggregateOffer',
      url: 'https://tickets.example/games/a-game',
      availability: 'https://schema.org/InStock',
      priceCurrency: 'USD',
      lowPrice: '50.00',
      highPrice: '400.00',
      offerCount: 8,
    });
  });

  it('of a currency without decimals has none', () => {
    const yen = { low: price(9_005, 'JPY'), high: price(9_005, 'JPY') };
    expect(
      offers({ ...event, currency: 'JPY' }, { ...listings, range: yen, generalAdmission: [] }),
    ).toMatchObject({ lowPrice: '9005', highPrice: '9005' });
  });

  it('is sold out without a free ticket, in no quantity', () => {
    const none = { ...listings, range: null, seatedTotal: 0, generalAdmission: [], quantities: [] };
    expect(offers(event, none)).toMatchObject({ availability: 'https://schema.org/SoldOut' });
    expect(offers(event, { ...none, quantities: [1] })).toMatchObject({
      availability: 'https://schema.org/InStock',
    });
  });

  it('is nothing of an event that is called off or over', () => {
    expect(offers({ ...event, status: 'cancelled' }, listings)).toBeUndefined();
    expect(offers(event, null)).toBeUndefined();
  });
});
