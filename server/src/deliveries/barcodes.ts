/** Barcodes that fans get: one of an event is delivered once, ever. */
import type { FieldProblem } from '@holdfast/shared/http';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';

/** A barcode of a delivery. */
export interface NewBarcode {
  code: string;
  /** Null where it was read from a file for several tickets. */
  ticketId: string | null;
  /** The file that it was read from; null: it was given as text. */
  fileId: string | null;
  /** The field that names it in a refusal. */
  field: string;
}

/**
 * Stores barcodes of a delivery. Only a delivery of the same listing whose order or ticket was refunded gives its barcodes back.
 * @throws Problem `validation_failed` naming a barcode that comes twice, or that a fan of the event got before
 */
export async function keepBarcodes(
  trx: Trx,
  { id, event_id: eventId, listing_id: listingId }: { id: string; event_id: string; listing_id: string },
  barcodes: readonly NewBarcode[],
): Promise<void> {
  if (barcodes.length === 0) return;
  const repeated = barcodes.flatMap(({ code, field }, at): FieldProblem[] =>
    barcodes.findIndex((each) => each.code === code) === at
      ? []
      : [{ field, code: 'repeated', message: `Each ticket has its own barcode, but ${code} comes twice.` }],
  );
  if (repeated.length > 0) throw fieldsRefused(repeated);
  const { from, value } = records(
    barcodes,
    { code: 'text', ticketId: 'text', fileId: 'text' },
    { parameter: 4 },
  );
  const kept = await queryPrepared<{ code: string }>(
    trx,
    `INSERT INTO delivery_barcodes AS b (event_id, code, delivery_id, ticket_id, file_id)
     SELECT $1, n.code, $2, n.ticket_id, n.file_id FROM ${from}
     ON CONFLICT (event_id, code) DO UPDATE SET delivery_id = excluded.delivery_id, ticket_id = excluded.ticket_id,
         file_id = excluded.file_id, created_at = now()
       WHERE EXISTS (SELECT 1 FROM deliveries d WHERE d.id = b.delivery_id AND d.listing_id = $3 AND (d.state = 'refunded'
         OR EXISTS (SELECT 1 FROM tickets_admissions t WHERE t.id = b.ticket_id AND t.state = 'refunded')))
     RETURNING code`,
    [eventId, id, listingId, value],
  );
  const stored = new Set(kept.map(({ code }) => code));
  const taken = barcodes.flatMap(({ code, field }): FieldProblem[] =>
    stored.has(code)
      ? []
      : [
          {
            field,
            code: 'known_barcode',
            message: `A fan of this event got the barcode ${code} already. Check the ticket.`,
          },
        ],
  );
  if (taken.length > 0) throw fieldsRefused(taken);
}
