/** What fans have bought, for the desk to look after. */
import { Fan } from '@holdfast/server/test/fan';
import type { TestedHouse } from '@holdfast/server/test/runningHouse';
import type { EventList } from '@holdfast/shared/catalog';
import type { PublicListings } from '@holdfast/shared/consignment';
import type { Reservation } from '@holdfast/shared/reservations';

/** Somebody buys two tickets. */
export async function aPaidOrder(house: TestedHouse): Promise<Reservation> {
  const read = async <T>(path: string) => (await (await fetch(`${house.url}/api${path}`)).json()) as T;
  const { data: games } = await read<EventList>('/events?onSale=true&perPage=50');
  for (const game of games) {
    const { data: offers } = await read<PublicListings>(`/events/${game.id}/listings?quantity=2`);
    const offer = offers.find((each) => each.quantities.includes(2));
    if (offer) return new Fan(house).buy(offer.id, 2);
  }
  throw new Error('Nothing is on sale.');
}
