/** Events and listings for measurements, created by the rooms' own commands. */

import type { AppContext } from '../src/platform/appContext.ts';
import { buildEvent } from '../test/factories/catalog.ts';
import { buildPercentages } from '../test/factories/consignors.ts';
import { buildListings } from '../test/factories/listings.ts';

let percentagesMade = false;

/** @returns ids of live listings of general admission */
export async function makeListings(app: AppContext, count: number, quantity: number): Promise<string[]> {
  if (!percentagesMade)
    await buildPercentages(app, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
  percentagesMade = true;
  const eventId = await buildEvent(app);
  const listings = await buildListings(
    app,
    Array.from({ length: count }, (_, i) => ({
      eventId,
      ticketType: `Type ${i}`,
      quantity,
      priceAmount: 5_000,
    })),
  );
  return listings.map(({ id }) => id);
}
