/** A listing as the API answers it; what a test isn't about is the same everywhere. */
import type { Listing } from '@holdfast/shared/listings';
import { plainComponents, quoteTicket } from '@holdfast/shared/pricing';

const components = plainComponents(2_000, 1_200);
const performer = (name: string) => ({
  id: `prf_${name.toLowerCase()}`,
  slug: name.toLowerCase(),
  name,
  shortName: name,
  color: null,
});

/** @param amount its price, minor units */
export function listingOf(id: string, amount = 10_000, others: Partial<Listing> = {}): Listing {
  const { price, proceeds, commission, fee, allIn } = quoteTicket(amount, components);
  const listing = {
    id,
    event: {
      id: 'evt_1',
      slug: 'bills-at-steelers-2037-11-29',
      name: 'Buffalo Bills at Pittsburgh Steelers',
      kind: 'game',
      status: 'scheduled',
      league: 'NFL',
      seasonName: null,
      home: performer('Steelers'),
      away: performer('Bills'),
      venue: {
        id: 'ven_1',
        slug: 'acrisure-stadium',
        name: 'Acrisure Stadium',
        city: 'Pittsburgh',
        region: 'PA',
        country: 'US',
        timeZone: 'America/New_York',
      },
      startsAt: '2037-11-29T21:25:00.000Z',
      timeTbd: false,
      doorsAt: null,
      previousStartsAt: null,
      maxPerType: 8,
      holdMs: 900_000,
      currency: 'USD',
    },
    consignor: { id: 'con_1', name: 'Wexler Family' },
    kind: 'seated',
    ticketType: null,
    section: '234',
    row: '5',
    seats: [16, 17],
    splitRule: 'any',
    quantity: 2,
    available: 2,
    held: 0,
    sold: 0,
    withdrawn: 0,
    price: { amount, currency: 'USD' },
    sum: { price, proceeds, commission, fee, allIn },
    percentages: {
      id: 'pct_1',
      scope: 'marketplace',
      target: '',
      components,
      effectiveFrom: '2000-01-01T00:00:00.000Z',
    },
    commissionBps: 2_000,
    feeBps: 1_200,
    faceValue: null,
    maxPerFan: null,
    delivery: 'Mobile transfer',
    disclosure: null,
    state: 'live',
    stateReason: null,
    accepts: ['reprice', 'pause', 'withdraw'],
    version: 1,
    owner: null,
    market: null,
    floor: null,
    ceiling: null,
    cap: null,
    capLaw: null,
    inHandOn: null,
    delistRequested: null,
    source: 'File',
    submittedAt: '2037-11-23T15:00:00.000Z',
    pricedAt: '2037-11-23T15:00:00.000Z',
    createdAt: '2037-11-23T15:00:00.000Z',
    ...others,
  };
  return listing as Listing;
}
