/** What staff do to listings, one or a thousand: decided row by row, applied as one batch. */
import type { ListingActionResult, listingAction } from '@holdfast/shared/consignment';
import { type ListingContext, listingMachine } from '@holdfast/shared/consignment/machines';
import { formatMoney } from '@holdfast/shared/money';
import { type PercentagesPart, quoteTicket } from '@holdfast/shared/pricing';
import type { z } from 'zod';
import { eventTables } from '../../catalog/index.ts';
import {
  acceptsOf,
  type Engine,
  nextStep,
  type Snapshot,
  stateText,
  wake,
} from '../../platform/actors/index.ts';
import { audit, type Doer } from '../../platform/audit.ts';
import { run, type Trx } from '../../platform/db/index.ts';
import { lotLabel, shortEventName } from './label.ts';

export type ListingActionInput = z.output<typeof listingAction>;

/** Minor units. Source: the contract of a price that is set. */
const lowestPrice = 100;
const highestPrice = 10_000_000;

interface Row {
  id: string;
  event_name: string;
  section: string | null;
  row: string | null;
  seats: number[];
  ticket_type: string;
  quantity: number;
  available: number;
  held: number;
  price_amount: number;
  currency: string;
  state: ListingActionResult['rows'][number]['state'];
  snapshot: Snapshot;
  version: number;
  parts: PercentagesPart[];
  now: Date;
}

/** What becomes of one listing: a message that its state accepts, or why it is left out. */
type Decision =
  | { row: Row; ok: true; message: { type: string }; state: Row['state']; priceAmount: number }
  | { row: Row | null; id: string; ok: false; code: string; text: string };

const rowsText = (
  lock: string,
) => `SELECT l.id, ${shortEventName} AS event_name, l.section, l."row", l.seats, l.ticket_type, l.quantity,
    l.available, l.held, l.price_amount, l.currency, l.state, l.snapshot, l.version, p.parts, now() AS now
  FROM ${eventTables} JOIN listings l ON l.event_id = e.id CROSS JOIN LATERAL percentages_at(l.id, l.event_id, l.package_id, l.consignor_id, now()) p
  WHERE l.id = ANY($1::text[]) ORDER BY l.id ${lock}`;
const locking = rowsText('FOR NO KEY UPDATE OF l');
const looking = rowsText('');

/**
 * Does it, or with `preview` says what it would do and writes nothing. Rows that can't are named with a code
 * (`not_found`, `version_conflict`, `transition_refused`, `price_out_of_range`, `price_unchanged`) and left as they
 * were; the others are done all together.
 */
export async function actOnListings(
  trx: Trx,
  engine: Engine,
  action: ListingActionInput,
  doer: Doer,
): Promise<ListingActionResult> {
  const ids = [...new Set(action.ids)];
  const rows = await run<Row>(trx, action.preview ? looking : locking, [ids]);
  const rowById = new Map(rows.map((row) => [row.id, row]));
  const decisions = ids.map((id) => decide(id, rowById.get(id), action));
  const versions = action.preview
    ? new Map<string, number>()
    : await applyAll(trx, engine, decisions, action, doer);
  return resultOf(decisions, action, versions);
}

function decide(id: string, row: Row | undefined, action: ListingActionInput): Decision {
  if (!row) return { row: null, id, ok: false, code: 'not_found', text: 'There is no such listing.' };
  const refuse = (code: string, text: string): Decision => ({ row, id, ok: false, code, text });
  const seen = action.versions?.[id];
  if (seen !== undefined && seen !== row.version)
    return refuse('version_conflict', 'Somebody changed it since you looked. Look at it again.');
  const snapshot = wake(listingMachine, row.snapshot);
  const accepts = acceptsOf(snapshot);
  const message = messageFor(action, row);
  if (!accepts.includes(message.type))
    return refuse('transition_refused', `It is ${row.state}: ${action.action} isn't possible now.`);
  if (message.type === 'reprice') {
    const { priceAmount } = message;
    if (priceAmount < lowestPrice || priceAmount > highestPrice)
      return refuse(
        'price_out_of_range',
        `That would be ${formatMoney({ amount: priceAmount, currency: row.currency })}. A price is ${formatMoney({ amount: lowestPrice, currency: row.currency })} to ${formatMoney({ amount: highestPrice, currency: row.currency })}.`,
      );
    if (priceAmount === row.price_amount) return refuse('price_unchanged', 'That is its price already.');
  }
  const step = nextStep(listingMachine, snapshot, { ...message, at: row.now.toISOString() });
  if (!step.accepted) return refuse('transition_refused', 'Its event has begun, so it can’t go on sale.');
  return {
    row,
    ok: true,
    message,
    state: stateText(step.snapshot.value) as Row['state'],
    priceAmount: (step.snapshot.context as ListingContext).priceAmount,
  };
}

type ActionMessage =
  | { type: 'reprice'; priceAmount: number }
  | { type: 'approve' | 'reject' | 'resubmit' | 'pause' | 'resume' | 'withdraw'; reason?: string };

function messageFor(action: ListingActionInput, row: Row): ActionMessage {
  if (action.action === 'price') return { type: 'reprice', priceAmount: newPrice(action.change, row) };
  return 'reason' in action && action.reason !== undefined
    ? { type: action.action, reason: action.reason }
    : { type: action.action };
}

type PriceChange = Extract<ListingActionInput, { action: 'price' }>['change'];

/** Minor units; a percentage is rounded half up. */
function newPrice(change: PriceChange, { price_amount }: Row): number {
  if (change.by === 'set') return change.amount;
  if (change.by === 'amount') return price_amount + change.amount;
  return Math.floor((price_amount * (10_000 + change.bps) + 5_000) / 10_000);
}

const reasonOf = (action: ListingActionInput) => ('reason' in action ? (action.reason ?? null) : null);

/** @returns the versions that the listings have now */
async function applyAll(
  trx: Trx,
  engine: Engine,
  decisions: Decision[],
  action: ListingActionInput,
  doer: Doer,
): Promise<Map<string, number>> {
  const accepted = decisions.filter((decision) => decision.ok);
  if (accepted.length === 0) return new Map();
  const reason = reasonOf(action);
  const outcomes = await engine.apply(
    trx,
    accepted.map(({ row, message }) => ({ id: row.id, message, by: doer.by, reason })),
  );
  const versions = new Map<string, number>();
  for (const outcome of outcomes) {
    if (outcome.kind !== 'applied')
      throw new Error(`${outcome.id} was decided under its lock, but answered ${outcome.kind}`);
    versions.set(outcome.id, outcome.version);
  }
  await audit(
    trx,
    doer,
    accepted.map(({ row, state, priceAmount }) => ({
      what: `listing.${action.action}`,
      subject: row.id,
      reason,
      before: { state: row.state, priceAmount: row.price_amount },
      after: { state, priceAmount },
    })),
  );
  return versions;
}

const noSum = () => ({ consignor: 0, house: 0, price: 0, allIn: 0 });

function addTo(sum: ReturnType<typeof noSum>, row: Row, priceAmount: number, tickets: number): void {
  const each = quoteTicket(priceAmount, row.parts);
  sum.consignor += each.consignor * tickets;
  sum.house += each.house * tickets;
  sum.price += each.price * tickets;
  sum.allIn += each.allIn * tickets;
}

function resultOf(
  decisions: Decision[],
  { preview }: ListingActionInput,
  versions: Map<string, number>,
): ListingActionResult {
  const before = noSum();
  const after = noSum();
  let done = 0;
  let tickets = 0;
  for (const decision of decisions) {
    if (!decision.ok) continue;
    const { row } = decision;
    done += 1;
    tickets += row.available + row.held;
    addTo(before, row, row.price_amount, row.available + row.held);
    // What is held may still be bought; the rest of a withdrawn listing is gone.
    const left = decision.state === 'withdrawn' ? row.held : row.available + row.held;
    addTo(after, row, decision.priceAmount, left);
  }
  return {
    preview,
    done,
    refused: decisions.length - done,
    tickets,
    before,
    after,
    rows: decisions.map((decision) =>
      decision.ok
        ? {
            id: decision.row.id,
            label: labelOf(decision.row),
            ok: true,
            code: null,
            message: null,
            state: decision.state,
            version: versions.get(decision.row.id) ?? decision.row.version,
          }
        : {
            id: decision.id,
            label: decision.row ? labelOf(decision.row) : decision.id,
            ok: false,
            code: decision.code,
            message: decision.text,
            state: decision.row?.state ?? 'withdrawn',
            version: decision.row?.version ?? 0,
          },
    ),
  };
}

const labelOf = (row: Row) =>
  lotLabel({
    eventName: row.event_name,
    section: row.section,
    row: row.row,
    seats: row.seats,
    ticketType: row.ticket_type,
    quantity: row.quantity,
  });
