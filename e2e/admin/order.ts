/** Orders of fans, for the tests of staff. */
import { Fan } from '@holdfast/server/test/fan';
import type { TestApp } from '@holdfast/server/test/runningApp';
import type { EventList } from '@holdfast/shared/catalog';
import type { PublicListings } from '@holdfast/shared/listings';
import type { Reservation } from '@holdfast/shared/reservations';

/** A fan buys two tickets. */
export async function buyTwoTickets(app: TestApp): Promise<Reservation> {
  const read = async <T>(path: string) => (await (await fetch(`${app.url}/api${path}`)).json()) as T;
  const { data: games } = await read<EventList>('/events?onSale=true&perPage=50');
  for (const game of games) {
    const { data: offers } = await read<PublicListings>(`/events/${game.id}/listings?quantity=2`);
    const offer = offers.find((each) => each.quantities.includes(2));
    if (offer) return new Fan(app).buy(offer.id, 2);
  }
  throw new Error('Nothing is on sale.');
}
