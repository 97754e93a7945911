/** What other people do meanwhile, over HTTP: another fan, a staff member. */
import type { EventList } from '@holdfast/shared/catalog';
import type { PublicListings } from '@holdfast/shared/listings';
import type { HeldReservation } from '@holdfast/shared/reservations';

type Listing = PublicListings['data'][number];

async function send<A>(
  url: string,
  { method = 'GET', body, cookie = '' }: { method?: string; body?: unknown; cookie?: string } = {},
): Promise<{ answer: A; cookie: string }> {
  const response = await fetch(url, {
    method,
    headers: {
      origin: new URL(url).origin,
      cookie,
      'idempotency-key': crypto.randomUUID(),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const answer = (await response.json()) as A;
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${JSON.stringify(answer)}`);
  const cookies = response.headers.getSetCookie().map((each) => each.split(';')[0]);
  return { answer, cookie: cookies.join('; ') };
}

/** Reads an address of the API. */
export const read = async <A>(url: string): Promise<A> => (await send<A>(url)).answer;

/** An event with a listing on sale. */
export interface Offer {
  slug: string;
  listing: Listing;
}

/**
 * Finds events whose cheapest pair fits `wanted`; each is returned once, so that journeys don't share one.
 */
export function createMarket(url: string) {
  const given = new Set<string>();
  return async (wanted: (listing: Listing, all: Listing[]) => boolean): Promise<Offer> => {
    const { data } = await read<EventList>(`${url}/api/events?league=NFL&onSale=true&perPage=60`);
    for (const { id, slug } of data) {
      if (given.has(id)) continue;
      const { data: pairs } = await read<PublicListings>(`${url}/api/events/${id}/listings?quantity=2`);
      const [cheapest] = pairs;
      if (!cheapest || !wanted(cheapest, pairs)) continue;
      given.add(id);
      return { slug, listing: cheapest };
    }
    throw new Error('No game on sale is like that.');
  };
}

/** Another fan holds this many tickets of a listing. */
export async function otherFanHolds(url: string, listing: Listing, quantity: number): Promise<void> {
  await send<HeldReservation>(`${url}/api/reservations`, {
    method: 'POST',
    body: { items: [{ listingId: listing.id, quantity }] },
  });
}

/** Staff change a price by this many minor units. */
export async function staffChangesPrice(url: string, listing: Listing, amount: number): Promise<void> {
  const { cookie } = await send(`${url}/api/session`, {
    method: 'POST',
    body: { email: 'staff@demo.holdfast.example', password: 'demo-staff-2026' },
  });
  await send(`${url}/api/admin/listings/actions`, {
    method: 'POST',
    cookie,
    body: {
      action: 'price',
      ids: [listing.id],
      change: { by: 'amount', amount },
      reason: 'What the market says today',
    },
  });
}
