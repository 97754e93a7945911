import { liveListings, type PublicListing } from '@holdfast/shared/listings';
import { listingMachine } from '@holdfast/shared/listings/machines';
import { afterEach, describe, expect } from 'vitest';
import { messagesOf } from '../../test/eventStream.ts';
import { buildEvent } from '../../test/factories/catalog.ts';
import { buildHold } from '../../test/factories/holds.ts';
import { buildListing, buildListings } from '../../test/factories/listings.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { createListingLook, topicOf } from './liveListings.ts';

let app: TestApp;
it.beforeAll(({ running }) => {
  app = running;
});
let stop = new AbortController();
afterEach(() => {
  stop.abort();
  stop = new AbortController();
});

async function follow(eventId: string, quantity: number) {
  const answer = await new Fan(app).open(
    `/events/${eventId}/listings/stream?quantity=${quantity}`,
    stop.signal,
  );
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  return messagesOf(answer);
}
const placesOf = (data: PublicListing[]) =>
  data.map(({ row, ticketType, seats }) => [row ?? ticketType, seats]);

describe('the stream of an event', () => {
  it('begins with what sells the number, then tells what others take, what comes back and what leaves the sale', async () => {
    const eventId = await buildEvent(app.context);
    const [pair, row] = await buildListings(app.context, [
      { eventId, row: 'A', seats: [1, 2], splitRule: 'allOrNothing', priceAmount: 10_000 },
      { eventId, row: 'B', seats: [1, 2, 3, 4], splitRule: 'pairs', priceAmount: 11_000 },
      { eventId, row: 'C', seats: [7], splitRule: 'any', priceAmount: 9_000 },
      { eventId, ticketType: 'Lawn', quantity: 20, priceAmount: 5_000 },
    ]);
    const next = await follow(eventId, 2);
    const first = await next();
    expect(first.event).toBe('listings');
    expect(placesOf(liveListings.parse(first.data).data)).toEqual([
      ['Lawn', []],
      ['A', [1, 2]],
      ['B', [1, 2]],
    ]);
    expect(first.data.quantities).toEqual([1, 2, 4]);

    await buildHold(app.context, [{ listingId: pair?.id ?? '', quantity: 2 }]);
    expect(await next()).toMatchObject({
      event: 'changes',
      data: { changed: [], gone: [{ id: pair?.id, isTaken: true }] },
    });

    await buildHold(app.context, [{ listingId: row?.id ?? '', quantity: 2 }]);
    const { data: fewer } = await next();
    expect(fewer.gone).toEqual([]);
    expect(placesOf(fewer.changed)).toEqual([['B', [3, 4]]]);
    expect(fewer.quantities).toEqual([1, 2]);

    const pause = { type: 'pause', reason: 'The club asks' } as const;
    await inTransaction(app.context.db, (trx) =>
      app.context.engine.apply(trx, [messageTo(listingMachine, row?.id ?? '', pause, { by: 'system' })]),
    );
    expect(await next()).toMatchObject({ data: { gone: [{ id: row?.id, isTaken: false }] } });

    await app.context.db('events').where({ id: eventId }).update({ status: 'cancelled' });
    const { data: over } = await next();
    expect(over).toMatchObject({ changed: [], quantities: [] });
    expect(over.gone).toHaveLength(1);
  });

  it('of an unknown event is a 404, and a number that nobody can buy names its field', async () => {
    const fan = new Fan(app);
    expect((await fan.ask('GET', `/events/${newId('event')}/listings/stream?quantity=2`)).status).toBe(404);
    const { eventId } = await buildListing(app.context);
    const { status, body } = await fan.ask('GET', `/events/${eventId}/listings/stream?quantity=0`);
    expect(status).toBe(422);
    expect(body).toMatchObject({ errors: [{ field: 'quantity', message: 'At least 1 ticket.' }] });
  });

  it('reads an event once for two hundred fans, at each change and for what no row says', async () => {
    const { id, eventId } = await buildListing(app.context, { seats: [1, 2, 3, 4], splitRule: 'any' });
    let time = 0;
    const { look, counted } = createListingLook(app.context.db, () => time);
    const topics = [1, 2, 3, 4].map((quantity) => topicOf(eventId, quantity));
    const before = await look(topics);
    for (let again = 0; again < 5; again++) await look(topics);
    expect(counted.reads).toBe(1);
    expect((await look(topics)).get(topics[0] ?? '')).toBe(before.get(topics[0] ?? ''));

    await buildHold(app.context, [{ listingId: id, quantity: 1 }]);
    const after = await look(topics);
    expect(counted.reads).toBe(2);
    expect(after.get(topics[3] ?? '')?.live.data).toEqual([]);

    time += 60_000;
    await look(topics);
    expect(counted.reads).toBe(3);
  });
});
