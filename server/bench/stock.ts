/** Events and listings for measurements, made by the house's own commands. */

import type { House } from '../src/platform/house.ts';
import { buildEvent, buildListings, buildPercentages } from '../test/factories.ts';

let percentagesMade = false;

/** @returns ids of live listings of general admission */
export async function makeListings(house: House, count: number, quantity: number): Promise<string[]> {
  if (!percentagesMade) await buildPercentages(house, { consignorId: null, houseBps: 2_000, feeBps: 1_200 });
  percentagesMade = true;
  const eventId = await buildEvent(house);
  const listings = await buildListings(
    house,
    Array.from({ length: count }, (_, i) => ({
      eventId,
      ticketType: `Type ${i}`,
      quantity,
      priceAmount: 5_000,
    })),
  );
  return listings.map(({ id }) => id);
}
