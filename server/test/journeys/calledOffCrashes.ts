/** kill -9 while the orders of a canceled game are refunded. */
import { expect } from 'vitest';
import { changeEvent, type WantedChange } from '../../src/eventChanges/index.ts';
import type { AppContext } from '../../src/platform/appContext.ts';
import type { CrashPoint } from '../../src/platform/crashPoint.ts';
import { inTransaction } from '../../src/platform/db/index.ts';
import { verify } from '../../src/verify/verify.ts';
import { buildPercentages } from '../factories/consignors.ts';
import { buildListing, listingCounts } from '../factories/listings.ts';
import { dayMs, fromNow } from '../factories/times.ts';
import { eventually, Fan } from '../fan.ts';
import { compareWithSandbox } from '../sandboxTotals.ts';
import { openCrashing } from './crashingApps.ts';

/** Where the orders are, while another process goes on. */
export interface Survivor {
  app: AppContext;
  url: string;
  /** The change that calls the game off. */
  changeId: string;
  /** An order that was refunded by that. */
  orderId: string;
}

/** Where the game is changed. */
interface Game {
  url: string;
  eventId: string;
}

/** A marketplace whose own process has ended, and its game. */
export interface Market extends Game {
  databaseUrl: string;
  /** What is sold: a ticket to each order. */
  listingId: string;
}

/** What else happens. */
interface More {
  /** Where it happens: on a database of its own unless given. */
  market?: Market;
  /** The game is moved first, with a choice: one fan keeps the tickets, another one has the money back by that. */
  isMoved?: boolean;
  /** Before the process starts. */
  prepare?: (app: AppContext) => Promise<unknown>;
  /** How the game is moved, to another day within three months: by the command itself unless given. */
  move?: (game: Game) => Promise<void>;
  /** How the game is called off: by the command itself unless given. */
  callOff?: (game: Game) => Promise<void>;
  /** Looks at it, once everything is refunded. */
  look?: (survivor: Survivor) => Promise<void>;
}

/**
 * Refunds the orders of a canceled game and kills the process after so many `passes`. Another process goes on: each order is
 * refunded once, by one refund, and the ledger equals the sandbox's totals.
 */
export async function survives(
  point: CrashPoint,
  orders: number,
  passes: number,
  { market, isMoved = false, prepare, move, callOff, look }: More = {},
): Promise<void> {
  const { app, url, sandboxUrl, start: startOne } = await openCrashing(market);
  // Of a move, every order has a turn before.
  const start = (armed: boolean) => startOne(armed ? point : null, passes + (isMoved ? orders : 0));

  await prepare?.(app);
  const { listingId, eventId } = market ?? (await buildMarket(app, orders));
  const first = await start(true);
  const sold = await Promise.all(
    Array.from({ length: orders }, async () => {
      const fan = new Fan({ url, sandboxUrl });
      return { fan, id: (await fan.buy(listingId, 1)).id };
    }),
  );
  const change = (wanted: Omit<WantedChange, 'eventId'>) =>
    inTransaction(app.db, (trx) =>
      changeEvent(trx, app.engine, { eventId, ...wanted }, { by: 'system', requestId: null }),
    );
  const holds = async () => expect(await verify(app.db, app.engine)).toEqual([]);
  if (isMoved) {
    await holds();
    if (move) await move({ url, eventId });
    else await change({ kind: 'move', startsAt: fromNow(20 * dayMs), reason: null });
    await choose(app, eventId, sold);
    await holds();
  }
  if (callOff) await callOff({ url, eventId });
  else await change({ kind: 'cancel', startsAt: null, reason: 'The roof leaks' });
  expect(await first.ended).toMatchObject({ signal: 'SIGKILL' });
  const { id } = await app.db('event_changes').where({ event_id: eventId, kind: 'cancel' }).first('id');
  const turns = () => app.db('event_change_orders').where({ change_id: id });
  // The next one was under way: its transaction is gone with the process.
  expect((await turns()).filter(({ outcome }) => outcome === 'done')).toHaveLength(passes);

  const heir = await start(false);
  const states = () => app.db('reservations').where({ event_id: eventId }).pluck('state');
  await eventually(
    'every order is refunded',
    async () => {
      expect(heir.ending).toBeNull();
      return (await states()).every((state) => state === 'refunded');
    },
    undefined,
    async () => JSON.stringify([await turns(), await states()]),
  );
  expect(await states()).toHaveLength(orders);
  const turned = isMoved ? orders - 1 : orders;
  expect((await turns()).map(({ outcome }) => outcome)).toEqual(Array(turned).fill('done'));
  const refunds = await app
    .db('refunds as f')
    .join('payments as p', 'p.id', 'f.payment_id')
    .join('reservations as r', 'r.id', 'p.reservation_id')
    .where('r.event_id', eventId)
    .pluck('f.payment_id');
  expect([refunds.length, new Set(refunds).size]).toEqual([orders, orders]);
  expect((await app.db('event_changes').where({ id }).first()).done_at).not.toBeNull();
  expect(await listingCounts(app, listingId)).toMatchObject({
    available: 0,
    sold: 0,
    withdrawn: orders,
  });
  const told = () => app.db('emails').where({ kind: 'eventChange' }).pluck('reservation_id');
  await eventually('every fan is told', async () => (await told()).length >= turned);
  expect(new Set(await told()).size).toBe((await told()).length);
  await look?.({ app, url, changeId: id, orderId: sold[0]?.id ?? '' });
  await holds();
  expect(await compareWithSandbox(app.db, sandboxUrl)).toEqual([]);
}

/** A game with one listing of this many tickets, and fans who may choose when it moves. */
async function buildMarket(app: AppContext, tickets: number) {
  await buildPercentages(app, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
  await app.db('marketplace_settings').update({ move_choice_hours: 24 });
  const { id: listingId, eventId } = await buildListing(app, { ticketType: 'VIP', quantity: tickets });
  return { listingId, eventId };
}

/** Of a moved game, once each order had its turn: the first fan keeps the tickets, the last has the money back. */
async function choose(
  app: AppContext,
  eventId: string,
  sold: ReadonlyArray<{ fan: Fan; id: string }>,
): Promise<void> {
  await eventually('every order has its turn', async () => {
    const moved = await app.db('event_changes').where({ event_id: eventId, kind: 'move' }).first();
    return (moved?.done_at ?? null) !== null;
  });
  const [first, last] = [sold[0], sold.at(-1)];
  if (!first || !last) throw new Error('nothing was sold');
  await first.fan.ask('POST', `/reservations/${first.id}/move-choice`, { choice: 'keep' });
  await last.fan.ask('POST', `/reservations/${last.id}/move-choice`, { choice: 'refund' });
  await last.fan.until(last.id, ({ state }) => state === 'refunded');
}
