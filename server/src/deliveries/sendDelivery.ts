/** A delivery is sent, with its proof. */
import { type deliveryProof, missingProof } from '@holdfast/shared/deliveries';
import type { FieldProblem } from '@holdfast/shared/http';
import type { z } from 'zod';
import type { Engine } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { applyTo, lockDelivery } from './actOnDelivery.ts';
import { keepBarcodes } from './barcodes.ts';

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
  await keepGiven(trx, delivery, has.tickets, proof.barcodes);
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

/** Barcodes that were given as text, in place of those that the tickets had. */
async function keepGiven(
  trx: Trx,
  delivery: { id: string; event_id: string; listing_id: string },
  ticketIds: readonly string[],
  barcodes: ReadonlyArray<{ ticketId: string; code: string }>,
): Promise<void> {
  if (barcodes.length === 0) return;
  const unknown = barcodes.flatMap(({ ticketId }, at): FieldProblem[] =>
    ticketIds.includes(ticketId)
      ? []
      : [
          {
            field: `barcodes.${at}.code`,
            code: 'unknown',
            message: 'This ticket isn’t of this delivery.',
          },
        ],
  );
  if (unknown.length > 0) throw fieldsRefused(unknown);
  await queryPrepared(
    trx,
    'DELETE FROM delivery_barcodes WHERE delivery_id = $1 AND ticket_id = ANY($2::text[])',
    [delivery.id, barcodes.map(({ ticketId }) => ticketId)],
  );
  await keepBarcodes(
    trx,
    delivery,
    barcodes.map((barcode, at) => ({ ...barcode, fileId: null, field: `barcodes.${at}.code` })),
  );
}
