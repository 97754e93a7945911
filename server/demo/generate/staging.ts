/** Puts the plan into staging tables, from which the database writes the product's rows. */
import { queryPrepared, type Trx } from '../../src/platform/db/index.ts';
import { type History, listingHistories, orderHistories } from './histories.ts';
import type { PlannedListing, PlannedOrder } from './plan.ts';

/** The id of the marketplace's opening terms, with which the plan's sums are computed. */
const openingRule = 'pct_00000000000000000000000000';

/** Rows per statement. */
const rowsPerStatement = 20_000;

/** Creates the staging tables, which end with the transaction. */
export async function openStaging(trx: Trx): Promise<void> {
  await trx.raw(`
    DROP SCHEMA IF EXISTS generated CASCADE;
    CREATE SCHEMA generated;
    CREATE UNLOGGED TABLE generated.events (n int PRIMARY KEY, id text NOT NULL, starts_at timestamptz NOT NULL);
    CREATE UNLOGGED TABLE generated.listings (
      n int PRIMARY KEY, id text NOT NULL, event_n int NOT NULL, consignor_id text NOT NULL, kind text NOT NULL, ticket_type text NOT NULL,
      section text, "row" text, first_seat int NOT NULL, quantity int NOT NULL, sold int NOT NULL, price int NOT NULL, proceeds int NOT NULL,
      commission int NOT NULL, fee int NOT NULL, commission_bps int NOT NULL, fee_bps int NOT NULL, percentages_id text NOT NULL, history text NOT NULL, made_at timestamptz NOT NULL, left_at timestamptz NOT NULL, ends_at timestamptz NOT NULL);
    CREATE UNLOGGED TABLE generated.orders (
      n int PRIMARY KEY, body text NOT NULL, listing_n int NOT NULL, quantity int NOT NULL, seat_offset int, history text NOT NULL,
      made_at timestamptz NOT NULL, begun_at timestamptz NOT NULL, settled_at timestamptz NOT NULL, given_back_at timestamptz NOT NULL);
    CREATE UNLOGGED TABLE generated.histories (machine text, history text, state text, snapshot text, version int, machine_version int, timer_id text, armed_by int, PRIMARY KEY (machine, history));
    CREATE UNLOGGED TABLE generated.steps (
      machine text, history text, version int, message text, payload text, from_state text, to_state text, moment text, by text, reason text);
    CREATE FUNCTION generated.id(prefix text, kind text, n int) RETURNS text LANGUAGE sql IMMUTABLE AS
      $$ SELECT prefix || '_00' || kind || lpad(to_hex(n), 23, '0') $$`);
  await stageHistories(trx, [...listingHistories, ...orderHistories]);
}

async function stageHistories(trx: Trx, histories: History[]): Promise<void> {
  await queryPrepared(
    trx,
    `INSERT INTO generated.histories SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::int[], $7::text[], $8::int[])`,
    [
      histories.map(({ machine }) => machine),
      histories.map(({ name }) => name),
      histories.map(({ state }) => state),
      histories.map(({ snapshot }) => snapshot),
      histories.map(({ version }) => version),
      histories.map(({ machineVersion }) => machineVersion),
      histories.map(({ timer }) => timer?.id ?? null),
      histories.map(({ timer }) => timer?.armedBy ?? null),
    ],
  );
  const steps = histories.flatMap((history) => history.log.map((step) => ({ history, step })));
  await queryPrepared(
    trx,
    `INSERT INTO generated.steps SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[],
       $8::text[], $9::text[], $10::text[])`,
    [
      steps.map(({ history }) => history.machine),
      steps.map(({ history }) => history.name),
      steps.map(({ step }) => step.version),
      steps.map(({ step }) => step.message),
      steps.map(({ step }) => step.payload),
      steps.map(({ step }) => step.from),
      steps.map(({ step }) => step.to),
      steps.map(({ step }) => step.moment),
      steps.map(({ step }) => step.by),
      steps.map(({ step }) => step.reason),
    ],
  );
}

const iso = (ms: number) => new Date(ms).toISOString();

/**
 * Stages listings.
 * @param now milliseconds since 1970
 */
export async function stageListings(
  trx: Trx,
  listings: readonly PlannedListing[],
  now: number,
): Promise<void> {
  for (let from = 0; from < listings.length; from += rowsPerStatement) {
    const part = listings.slice(from, from + rowsPerStatement);
    await queryPrepared(
      trx,
      `INSERT INTO generated.listings
       SELECT n.n, generated.id('lst', 'c', n.n), n.event_n, generated.id('con', 'b', n.consignor_n), n.kind, n.ticket_type, n.section, n.row_name,
         n.first_seat, n.quantity, n.sold, n.price, n.proceeds, n.commission, n.fee, 2000, 1200, '${openingRule}', n.history, n.made_at, n.left_at, n.ends_at
       FROM unnest($1::int[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::int[], $10::int[], $11::int[],
         $12::int[], $13::int[], $14::int[], $15::text[], $16::timestamptz[], $17::timestamptz[], $18::timestamptz[])
         AS n (n, event_n, consignor_n, kind, ticket_type, section, row_name, first_seat, quantity, sold, price, proceeds, commission, fee, history,
           made_at, left_at, ends_at)`,
      [
        part.map(({ n }) => n),
        part.map(({ eventN }) => eventN),
        part.map(({ consignorN }) => consignorN),
        part.map(({ kind }) => kind),
        part.map(({ ticketType }) => ticketType),
        part.map(({ section }) => section),
        part.map(({ row }) => row),
        part.map(({ firstSeat }) => firstSeat),
        part.map(({ quantity }) => quantity),
        part.map(({ sold }) => sold),
        part.map(({ sum }) => sum.price),
        part.map(({ sum }) => sum.proceeds),
        part.map(({ sum }) => sum.commission),
        part.map(({ sum }) => sum.fee),
        part.map(({ history }) => history),
        part.map(({ madeAt }) => iso(madeAt)),
        part.map(({ endsAt }) => iso(Math.min(endsAt, now) - 3_600_000)),
        part.map(({ endsAt }) => iso(endsAt)),
      ],
    );
  }
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
/** The first ten characters of an id: they sort by instant. @param ms milliseconds since 1970 */
export function momentText(ms: number): string {
  let rest = ms;
  let text = '';
  for (let i = 0; i < 10; i++) {
    text = alphabet[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/**
 * Stages orders.
 * @param firstNumber of these orders; their ids and codes are derived from it, so that two data sets in one
 * database have different ones
 */
export async function stageOrders(trx: Trx, orders: readonly PlannedOrder[], firstNumber = 0): Promise<void> {
  for (let from = 0; from < orders.length; from += rowsPerStatement) {
    const part = orders.slice(from, from + rowsPerStatement);
    await queryPrepared(
      trx,
      `INSERT INTO generated.orders
       SELECT n.n, n.moment || lpad(to_hex(n.n), 16, '0'), n.listing_n, n.quantity, n.seat_offset, n.history, n.made_at,
         n.made_at + (40 + n.n * 7 % 240) * interval '1 second', n.made_at + (46 + n.n * 7 % 240) * interval '1 second', n.given_back_at
       FROM unnest($1::int[], $2::text[], $3::int[], $4::int[], $5::int[], $6::text[], $7::timestamptz[], $8::timestamptz[])
         AS n (n, moment, listing_n, quantity, seat_offset, history, made_at, given_back_at)`,
      [
        part.map((_order, i) => firstNumber + from + i),
        part.map(({ reservedAt }) => momentText(reservedAt)),
        part.map(({ listingN }) => listingN),
        part.map(({ quantity }) => quantity),
        part.map(({ seatOffset }) => seatOffset),
        part.map(({ history }) => history),
        part.map(({ reservedAt }) => iso(reservedAt)),
        part.map(({ givenBackAt }) => iso(givenBackAt)),
      ],
    );
  }
  await trx.raw('ANALYZE generated.orders; ANALYZE generated.listings; ANALYZE generated.steps');
}
