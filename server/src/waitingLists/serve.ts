/**
 * Serves the line of one event, in one transaction: the holds in the fans' names, what explains them, the entries' new state and
 * the jobs of their emails are there together or not at all. Two workers never serve one event at once.
 */
import type { PassedReason } from '@holdfast/shared/waitingLists';
import { waitingMachine } from '@holdfast/shared/waitingLists/machines';
import { readMarketplace } from '../marketplace/index.ts';
import { instantOf, messageTo } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { offersOf, type ReserveAnswer, reserveIn } from '../reservations/index.ts';
import { dueText, readLine, type Waiting } from './line.ts';
import { type Served, serveLine } from './serveLine.ts';

/** Rounds of one service: in each, those whose hold was refused are left out, and the next in line have their turn. */
const mostRounds = 5;

/** @returns how many offers were made; null while another worker serves this event */
export const serveEvent = (app: Pick<AppContext, 'db' | 'engine'>, eventId: string): Promise<number | null> =>
  inTransaction(app.db, (trx) => serveIn(trx, app, eventId));

async function serveIn(
  trx: Trx,
  { engine }: Pick<AppContext, 'engine'>,
  eventId: string,
): Promise<number | null> {
  const [mine] = await queryPrepared<{ is_on: boolean }>(
    trx,
    'SELECT is_on FROM waiting_lists WHERE event_id = $1 FOR UPDATE SKIP LOCKED',
    [eventId],
  );
  if (!mine) return null;
  const { waitingLists, waitingOfferMinutes } = await readMarketplace(trx);
  // Looked at again under the lock, and before anything is read: what changes meanwhile differs from this print.
  const [due] = await queryPrepared<{ print: string }>(trx, dueText, [eventId]);
  if (!due || !waitingLists) return 0;
  const holdMs = await windowOf(trx, eventId, waitingOfferMinutes * 60_000);
  const barred = new Map<string, PassedReason>();
  let made = 0;
  for (let round = 1; round <= mostRounds; round++) {
    const line = await readLine(trx, eventId, barred);
    const served = await lockUnchanged(trx, line, serveLine(line, await offersOf(trx, eventId)));
    if (served.length === 0) break;
    const byId = new Map(line.map((each) => [each.id, each]));
    const answers = await reserveIn(
      trx,
      { engine },
      served.map((each) => requestOf(byId.get(each.entryId) as Waiting, each, holdMs)),
    );
    made += await offer(trx, { engine }, eventId, byId, served, answers);
    const refused = served.filter((_, i) => 'refused' in (answers[i] as ReserveAnswer));
    if (refused.length === 0) break;
    for (const { entryId } of refused)
      barred.set(entryId, whyRefused(answers[served.findIndex((each) => each.entryId === entryId)]));
  }
  await queryPrepared(
    trx,
    'UPDATE waiting_lists SET served_print = $2, served_at = now() WHERE event_id = $1',
    [eventId, due.print],
  );
  return made;
}

/** Milliseconds that an offer is held: never past the beginning of the event, when its sale ends. */
async function windowOf(trx: Trx, eventId: string, windowMs: number): Promise<number> {
  const [left] = await queryPrepared<{ ms: number }>(
    trx,
    'SELECT floor(extract(epoch FROM starts_at - now()) * 1000)::float8 AS ms FROM catalog_calendar WHERE id = $1',
    [eventId],
  );
  return Math.min(windowMs, left?.ms ?? windowMs);
}

/** Locks the entries that would be served, and leaves out those that their fans changed since the line was read. */
async function lockUnchanged(trx: Trx, line: readonly Waiting[], served: Served[]): Promise<Served[]> {
  if (served.length === 0) return served;
  const rows = await queryPrepared<{ id: string; version: number }>(
    trx,
    'SELECT id, version FROM waiting_entries WHERE id = ANY($1::text[]) ORDER BY id FOR NO KEY UPDATE',
    [served.map(({ entryId }) => entryId)],
  );
  const locked = new Map(rows.map(({ id, version }) => [id, version]));
  const read = new Map(line.map(({ id, version }) => [id, version]));
  return served.filter(({ entryId }) => locked.get(entryId) === read.get(entryId));
}

const requestOf = (
  { holderId, email, accountEmail, size }: Waiting,
  { listingId }: Served,
  holdMs: number,
) => ({
  fanId: holderId,
  email,
  accountEmail,
  network: null,
  items: [{ listingId, quantity: size }],
  holdMs,
  key: null,
  hash: '',
});

function whyRefused(answer: ReserveAnswer | undefined): PassedReason {
  if (!answer || !('refused' in answer)) throw new Error('this hold was granted');
  return answer.refused.code === 'buyer_blocked'
    ? 'blocked'
    : answer.refused.code === 'ticket_limit'
      ? 'limit'
      : 'taken';
}

async function offer(
  trx: Trx,
  { engine }: Pick<AppContext, 'engine'>,
  eventId: string,
  line: ReadonlyMap<string, Waiting>,
  served: readonly Served[],
  answers: readonly ReserveAnswer[],
): Promise<number> {
  const at = await instantOf(trx);
  const offers = served.flatMap((each, i) => {
    const answer = answers[i] as ReserveAnswer;
    if ('refused' in answer) return [];
    const { size, limitAmount, currency } = line.get(each.entryId) as Waiting;
    // The hold has read the listing under its lock: its price is the one that counts.
    const priceAmount = answer.held.items[0]?.price.amount ?? each.priceAmount;
    return {
      ...each,
      id: newId('waitingOffer'),
      eventId,
      reservationId: answer.held.id,
      size,
      limitAmount,
      priceAmount,
      currency,
      madeAt: at,
    };
  });
  const { from, value } = records(offers, {
    id: 'text',
    entryId: 'text',
    eventId: 'text',
    reservationId: 'text',
    listingId: 'text',
    madeAt: 'timestamptz',
    place: 'integer',
    size: 'integer',
    limitAmount: 'integer',
    priceAmount: 'integer',
    currency: 'text',
    candidates: 'integer',
    passed: 'jsonb',
  });
  const columns =
    'id, entry_id, event_id, reservation_id, listing_id, made_at, place, size, limit_amount, price_amount, currency, candidates, passed';
  await queryPrepared(trx, `INSERT INTO waiting_offers (${columns}) SELECT ${columns} FROM ${from}`, [value]);
  const outcomes = await engine.apply(
    trx,
    offers.map(({ id, entryId }) =>
      messageTo(waitingMachine, entryId, { type: 'offer', offerId: id }, { by: 'system' }),
    ),
    { at },
  );
  // They are locked, and were waiting.
  if (outcomes.some(({ kind }) => kind !== 'applied')) throw new Error('an entry refused its offer');
  return offers.length;
}
