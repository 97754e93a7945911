/** What of the log becomes a notice, and for whom. */
import { type CaseKind, caseKindFacts } from '@holdfast/shared/cases';
import { casesNoticed } from '../cases/index.ts';
import { exportsNoticed } from '../exports/index.ts';
import { type NewNotice, readersWith } from '../notices/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { gatherBy, idsOf, isNew, oneEach, type Rows, type Rule, staffOf, type Telling } from './rule.ts';

interface ListingFacts {
  id: string;
  consignorId: string;
  consignor: string;
  eventId: string;
  event: string;
}

const listings: Rule = {
  type: 'listing',
  states: ['submitted'],
  tells: ({ message }) => message === 'submit' || message === 'resubmit',
  notices(trx, rows, telling) {
    const facts = queryPrepared<ListingFacts>(
      trx,
      `SELECT l.id, c.id AS "consignorId", c.name AS consignor, e.id AS "eventId", e.name AS event
       FROM listings_offered l JOIN consignors_named c ON c.id = l.consignor_id JOIN catalog_events_named e ON e.id = l.event_id
       WHERE l.id = ANY($1::text[])`,
      [idsOf(rows)],
    );
    return oneEach(rows, facts, ({ by }, { id: _, ...told }) => ({
      kind: 'listingsSubmitted',
      recipientIds: staffOf('listingsSubmitted', telling, by),
      facts: told,
      group: `${told.consignorId}/${told.eventId}`,
      ...gatherBy(`${told.consignorId} ${by}`, telling),
    }));
  },
};

interface DeliveryFacts {
  id: string;
  consignorId: string;
  consignor: string;
  eventId: string;
  event: string;
  isMarketplace: boolean;
  quantity: number;
}

const deliveries: Rule = {
  type: 'delivery',
  states: ['overdue', 'received'],
  tells: (row) => !isNew(row) && row.from_state !== row.to_state,
  notices(trx, rows, telling) {
    const facts = queryPrepared<DeliveryFacts>(
      trx,
      `SELECT d.id, d.quantity, c.id AS "consignorId", c.name AS consignor, c.is_marketplace AS "isMarketplace", e.id AS "eventId", e.name AS event
       FROM deliveries_made d JOIN consignors_named c ON c.id = d.consignor_id JOIN catalog_events_named e ON e.id = d.event_id
       WHERE d.id = ANY($1::text[])`,
      [idsOf(rows)],
    );
    return oneEach(
      rows,
      facts,
      ({ to_state, by }, { id: _, consignorId, eventId, isMarketplace, ...told }) => {
        if (to_state === 'overdue')
          return {
            kind: 'deliveryOverdue',
            recipientIds: staffOf('deliveryOverdue', telling, by),
            facts: told,
            group: `${consignorId}/${eventId}`,
          };
        return isMarketplace ? null : { kind: 'confirmed', recipientIds: [consignorId], facts: told };
      },
    );
  },
};

const disputes: Rule = {
  type: 'dispute',
  states: ['inquiry', 'open', 'reported'],
  tells: isNew,
  notices(trx, rows, telling) {
    const facts = queryPrepared<{ id: string; amount: number; currency: string; code: string | null }>(
      trx,
      `SELECT d.id, d.amount, d.currency, r.code FROM payments_disputes d LEFT JOIN reservations_orders r ON r.id = d.reservation_id
       WHERE d.id = ANY($1::text[])`,
      [idsOf(rows)],
    );
    return oneEach(rows, facts, ({ by, to_state }, { id: _, ...told }) => ({
      kind: 'disputeOpened',
      recipientIds: staffOf('disputeOpened', telling, by),
      facts: { ...told, isInquiry: to_state === 'inquiry' },
    }));
  },
};

const payouts: Rule = {
  type: 'payout',
  states: ['paid', 'returned', 'failed'],
  tells: (row) => row.from_state !== row.to_state,
  notices(trx, rows, telling) {
    const facts = queryPrepared<{
      id: string;
      consignorId: string;
      consignor: string;
      amount: number;
      currency: string;
    }>(
      trx,
      `SELECT p.id, p.amount, p.currency, c.name AS consignor, c.id AS "consignorId" FROM payouts_made p
       JOIN consignors_named m ON m.id = p.consignor_id JOIN consignors_named c ON c.id = coalesce(m.merged_into, m.id)
       WHERE p.id = ANY($1::text[])`,
      [idsOf(rows)],
    );
    return oneEach(rows, facts, ({ to_state, by }, { id: _, consignorId, ...told }) =>
      to_state === 'paid'
        ? { kind: 'paid', recipientIds: [consignorId], facts: told }
        : {
            kind: 'payoutBack',
            recipientIds: staffOf('payoutBack', telling, by),
            facts: { ...told, isRefused: to_state === 'failed' },
          },
    );
  },
};

const exportsAsked: Rule = {
  type: 'export',
  states: ['ready', 'failed'],
  tells: () => true,
  notices: (trx, rows) =>
    oneEach(rows, exportsNoticed(trx, idsOf(rows)), ({ to_state }, { file, askedBy }) => ({
      kind: 'exportEnded',
      recipientIds: [askedBy],
      facts: { file, isFailed: to_state === 'failed' },
    })),
};

const imports: Rule = {
  type: 'import',
  states: ['done', 'failed'],
  tells: (row) => row.from_state !== row.to_state,
  notices(trx, rows) {
    const facts = queryPrepared<{ id: string; file: string; consignor: string; createdBy: string }>(
      trx,
      `SELECT i.id, i.file_name AS file, i.created_by AS "createdBy", c.name AS consignor FROM imports_named i
       JOIN consignors_named c ON c.id = i.consignor_id WHERE i.id = ANY($1::text[])`,
      [idsOf(rows)],
    );
    return oneEach(rows, facts, ({ to_state }, { file, consignor, createdBy }) =>
      createdBy.startsWith('per_')
        ? {
            kind: 'importEnded',
            recipientIds: [createdBy],
            facts: { file, consignor, isFailed: to_state === 'failed' },
          }
        : null,
    );
  },
};

/** Cases of kinds that have a notice of their own. */
const toldOtherwise: readonly CaseKind[] = ['deliveryOverdue', 'disputeDue', 'payoutRefused'];

const cases: Rule = {
  type: 'case',
  states: ['waiting', 'counting', 'alarmed'],
  tells: (row) => isNew(row) || row.from_state === 'closed',
  notices: (trx, rows, telling) =>
    oneEach(rows, casesNoticed(trx, idsOf(rows)), ({ by }, { kind, text }) =>
      toldOtherwise.includes(kind)
        ? null
        : {
            kind: 'caseOpened',
            recipientIds: readersWith(telling.readers, caseKindFacts[kind].roles, by),
            facts: { caseKind: kind, text },
            group: `case/${kind}`,
            ...gatherBy(`${kind} ${by}`, telling),
          },
    ),
};

/** Every rule; each reads a type of machine of its own. */
export const rules: readonly Rule[] = [listings, deliveries, disputes, payouts, exportsAsked, imports, cases];

/** The transitions that rules read, as `type state`. */
export const readTransitions: readonly string[] = rules.flatMap(({ type, states }) =>
  states.map((state) => `${type} ${state}`),
);

/** The notices that a rule makes of these rows of the log. */
export async function noticesOf(rule: Rule, trx: Trx, rows: Rows, telling: Telling): Promise<NewNotice[]> {
  const told = rows.filter((row) => row.actor_type === rule.type && rule.tells(row));
  return told.length === 0 ? [] : rule.notices(trx, told, telling);
}
