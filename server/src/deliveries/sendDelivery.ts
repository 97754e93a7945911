/** A delivery is sent, with its proof. */
import { type deliveryProof, missingProof } from '@holdfast/shared/deliveries';
import type { FieldProblem } from '@holdfast/shared/http';
import type { z } from 'zod';
import type { Engine } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { applyTo, lockDelivery } from './actOnDelivery.ts';

interface Has {
  tickets: string[];
  files: Array<string | null>;
  has_picture: boolean;
  barcodes: string[];
}

/** What of a delivery there is already. */
async function whatThereIs(trx: Trx, id: string): Promise<Has> {
  const [row] = await queryPrepared<Has>(
    trx,
    `SELECT coalesce((SELECT array_agg(t.id ORDER BY t.seat, t.id) FROM tickets_admissions t
         WHERE t.reservation_id = d.reservation_id AND t.listing_id = d.listing_id AND t.state = 'sold'), '{}') AS tickets,
       coalesce((SELECT array_agg(f.ticket_id) FROM delivery_files f WHERE f.delivery_id = d.id AND NOT f.is_proof), '{}') AS files,
       EXISTS (SELECT 1 FROM delivery_files f WHERE f.delivery_id = d.id AND f.is_proof) AS has_picture,
       coalesce((SELECT array_agg(b.ticket_id) FROM delivery_barcodes b WHERE b.delivery_id = d.id), '{}') AS barcodes
     FROM deliveries d WHERE d.id = $1`,
    [id],
  );
  return row as Has;
}

/**
 * Marks a delivery as sent: its fan sees it and gets an email. Barcodes are stored with it.
 * @param version that the caller saw; null: whatever it is now
 * @throws Problem `not_found`, `version_conflict`, `transition_refused`; `validation_failed` naming what is missing, or a
 *   barcode of the event that a fan got before
 */
export async function sendDelivery(
  trx: Trx,
  engine: Engine,
  id: string,
  { version, ...proof }: Omit<z.output<typeof deliveryProof>, 'version'> & { version: number | null },
  principal: Principal,
): Promise<void> {
  const delivery = await lockDelivery(trx, id);
  const has = await whatThereIs(trx, id);
  await keepBarcodes(trx, delivery, has.tickets, proof.barcodes);
  const { reference, note, barcodes } = proof;
  const missing = missingProof(delivery.way, {
    reference,
    note,
    files: has.files,
    hasPicture: has.has_picture,
    barcodes: [...has.barcodes, ...barcodes.map(({ ticketId }) => ticketId)],
    ticketIds: has.tickets,
  });
  if (missing) throw fieldsRefused([missing]);
  await applyTo(trx, engine, id, { type: 'send' }, { version, by: principal.by });
  await queryPrepared(trx, 'UPDATE deliveries SET reference = $2, note = $3, fan_note = NULL WHERE id = $1', [
    id,
    reference,
    note,
  ]);
  await audit(trx, principal, [
    {
      what: 'delivery.send',
      subject: id,
      before: { state: delivery.state },
      // Who may read the log doesn't read tickets.
      after: { state: 'sent', reference, note, barcodes: barcodes.length },
    },
  ]);
}

interface Target {
  id: string;
  event_id: string;
  listing_id: string;
}

/** A barcode of an event is delivered once; only a delivery of the same listing whose order was refunded gives its barcodes back. */
async function keepBarcodes(
  trx: Trx,
  { id, event_id: eventId, listing_id: listingId }: Target,
  ticketIds: readonly string[],
  barcodes: ReadonlyArray<{ ticketId: string; code: string }>,
): Promise<void> {
  if (barcodes.length === 0) return;
  const errors: FieldProblem[] = barcodes.flatMap(({ ticketId, code }, at) => {
    const field = `barcodes.${at}.code`;
    if (!ticketIds.includes(ticketId))
      return [{ field, code: 'unknown', message: 'This ticket isn’t of this delivery.' }];
    const isRepeated = barcodes.findIndex((each) => each.code === code) !== at;
    return isRepeated ? [{ field, code: 'repeated', message: 'Each ticket has its own barcode.' }] : [];
  });
  if (errors.length > 0) throw fieldsRefused(errors);
  await queryPrepared(
    trx,
    'DELETE FROM delivery_barcodes WHERE delivery_id = $1 AND ticket_id = ANY($2::text[])',
    [id, barcodes.map(({ ticketId }) => ticketId)],
  );
  const { from, value } = records(barcodes, { ticketId: 'text', code: 'text' }, { parameter: 4 });
  const kept = await queryPrepared<{ code: string }>(
    trx,
    `INSERT INTO delivery_barcodes AS b (event_id, code, delivery_id, ticket_id) SELECT $1, n.code, $2, n.ticket_id FROM ${from}
     ON CONFLICT (event_id, code) DO UPDATE SET delivery_id = excluded.delivery_id, ticket_id = excluded.ticket_id, created_at = now()
       WHERE EXISTS (SELECT 1 FROM deliveries d WHERE d.id = b.delivery_id AND d.listing_id = $3 AND d.state = 'refunded')
     RETURNING code`,
    [eventId, id, listingId, value],
  );
  const stored = new Set(kept.map(({ code }) => code));
  const taken = barcodes.flatMap(({ code }, at) =>
    stored.has(code)
      ? []
      : [
          {
            field: `barcodes.${at}.code`,
            code: 'known_barcode',
            message: 'A fan of this event got this barcode already. Check the ticket.',
          },
        ],
  );
  if (taken.length > 0) throw fieldsRefused(taken);
}
