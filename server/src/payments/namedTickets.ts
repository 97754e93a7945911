/** The tickets that a refund is for, and what each side gives back of each. */
import type { FieldProblem } from '@holdfast/shared/http';
import { splitRefund } from '@holdfast/shared/money';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { fieldsRefused, Problem } from '../platform/problem.ts';

/** A ticket of a refund. Amounts are minor units that the refund gives back of it. */
export interface NamedTicket {
  ticketId: string;
  listingId: string;
  consignorId: string;
  proceeds: number;
  commission: number;
  fee: number;
}

/** What a refund gives back of a ticket, minor units. */
export const amountOf = ({
  proceeds,
  commission,
  fee,
}: Pick<NamedTicket, 'proceeds' | 'commission' | 'fee'>) => proceeds + commission + fee;

/** What of the chosen tickets goes back: their price, with or without the fee; or so much, minor units, in their proportion. */
export type RefundShare = { withFees: boolean } | { amount: number };

/**
 * The tickets of an order that a refund shall be for.
 * @throws Problem `validation_failed` for a ticket that isn't one of the order's good ones, for none, and for an amount that is
 *   more than they cost; `version_conflict` for one that another refund is for
 */
export async function chooseTickets(
  trx: Trx,
  reservationId: string,
  ticketIds: readonly string[],
  share: RefundShare,
): Promise<NamedTicket[]> {
  const wanted = [...new Set(ticketIds)];
  const found = (await goodTickets(trx, reservationId)).filter(({ ticketId }) => wanted.includes(ticketId));
  if (found.some(({ refundId }) => refundId !== null))
    throw new Problem(
      'version_conflict',
      'One of these tickets is being refunded already. Read the case again, then decide.',
    );
  if (found.length === 0 || found.length < wanted.length)
    throw refused(
      'Choose tickets of this order that are still good. Tickets in place of others are refunded with the whole order.',
    );
  if ('withFees' in share) return found.map((ticket) => (share.withFees ? ticket : { ...ticket, fee: 0 }));
  return inProportion(found, share.amount);
}

const refused = (message: string) =>
  fieldsRefused([{ field: 'ticketIds', code: 'not_refundable', message } satisfies FieldProblem]);

/** An amount that is their price without fees takes no fee back; else each part gives in proportion. */
function inProportion(tickets: NamedTicket[], amount: number): NamedTicket[] {
  const price = tickets.reduce((sum, { proceeds, commission }) => sum + proceeds + commission, 0);
  if (amount === price) return tickets.map((ticket) => ({ ...ticket, fee: 0 }));
  const parts = tickets.flatMap(({ proceeds, commission, fee }) => [proceeds, commission, fee]);
  if (amount > parts.reduce((sum, part) => sum + part, 0))
    throw refused('The refund is more than these tickets cost. Choose all tickets that it was for.');
  const given = splitRefund(parts, 0, amount);
  return tickets.map((ticket, i) => ({
    ...ticket,
    proceeds: given[3 * i] ?? 0,
    commission: given[3 * i + 1] ?? 0,
    fee: given[3 * i + 2] ?? 0,
  }));
}

/** A good ticket of an order, with what it cost; `refundId`: of the refund that is under way for it. */
export type GoodTicket = NamedTicket & { seat: number | null; refundId: string | null };

/** An order's tickets that aren't void, in the order of their seats; not those in place of others, which have no price of their own. */
export function goodTickets(trx: Trx, reservationId: string): Promise<GoodTicket[]> {
  return queryPrepared<GoodTicket>(
    trx,
    `SELECT t.id AS "ticketId", t.seat, t.listing_id AS "listingId", l.consignor_id AS "consignorId", i.proceeds_amount AS proceeds,
       i.commission_amount AS commission, i.fee_amount AS fee, n.refund_id AS "refundId"
     FROM tickets_admissions t JOIN reservations_lines i ON i.reservation_id = t.reservation_id AND i.listing_id = t.listing_id
     JOIN listings_offered l ON l.id = t.listing_id
     LEFT JOIN refund_tickets n ON n.ticket_id = t.id AND n.given_up_at IS NULL
     WHERE t.reservation_id = $1 AND t.state = 'sold' ORDER BY t.listing_id, t.seat, t.id`,
    [reservationId],
  );
}

/**
 * Ties a refund to its tickets.
 * @throws Problem `version_conflict` where another refund took one of them at the same time
 */
export async function nameTickets(
  trx: Trx,
  refundId: string,
  tickets: readonly NamedTicket[],
  backOnSale: boolean,
): Promise<void> {
  const { from, value } = records(
    tickets,
    { ticketId: 'text', listingId: 'text', proceeds: 'integer', commission: 'integer', fee: 'integer' },
    { parameter: 3 },
  );
  const stored = await queryPrepared(
    trx,
    `INSERT INTO refund_tickets (refund_id, ticket_id, listing_id, proceeds_amount, commission_amount, fee_amount, back_on_sale)
     SELECT $1, n.ticket_id, n.listing_id, n.proceeds, n.commission, n.fee, $2 FROM ${from} ON CONFLICT DO NOTHING RETURNING ticket_id`,
    [refundId, backOnSale, value],
  );
  if (stored.length < tickets.length)
    throw new Problem(
      'version_conflict',
      'One of these tickets is being refunded already. Nothing was changed.',
    );
}

/** The tickets that a refund is for; none where nobody named them. */
export function namedTicketsOf(
  trx: Trx,
  refundId: string | null,
): Promise<Array<NamedTicket & { backOnSale: boolean }>> {
  if (refundId === null) return Promise.resolve([]);
  return queryPrepared<NamedTicket & { backOnSale: boolean }>(
    trx,
    `SELECT t.ticket_id AS "ticketId", t.listing_id AS "listingId", l.consignor_id AS "consignorId", t.proceeds_amount AS proceeds,
       t.commission_amount AS commission, t.fee_amount AS fee, t.back_on_sale AS "backOnSale"
     FROM refund_tickets t JOIN listings_offered l ON l.id = t.listing_id WHERE t.refund_id = $1 ORDER BY t.ticket_id`,
    [refundId],
  );
}

/** A refund that won't be sent is for no ticket any more: they stay good. */
export async function forgetTickets(trx: Trx, refundIds: readonly string[]): Promise<void> {
  await queryPrepared(
    trx,
    'UPDATE refund_tickets SET given_up_at = now() WHERE refund_id = ANY($1::text[]) AND given_up_at IS NULL',
    [refundIds],
  );
}
