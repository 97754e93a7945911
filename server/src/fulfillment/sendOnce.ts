/** Sends a delivery after looking at the barcodes that other rooms keep. */
import type { deliveryProof } from '@holdfast/shared/deliveries';
import type { z } from 'zod';
import { lockDelivery, sendDelivery } from '../deliveries/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import type { Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';

/** @throws Problem as `sendDelivery`; `validation_failed` also for a barcode that another listing of the event has */
export async function sendKnownOnce(
  trx: Trx,
  engine: Engine,
  id: string,
  proof: z.output<typeof deliveryProof>,
  principal: Principal,
): Promise<void> {
  const { event_id: eventId, listing_id: listingId } = await lockDelivery(trx, id);
  await refuseOthersBarcodes(
    trx,
    { eventId, listingId },
    proof.barcodes.map(({ code }, at) => ({ code, field: `barcodes.${at}.code` })),
  );
  await sendDelivery(trx, engine, id, proof, principal);
}

/** Refuses barcodes that the file of another listing of the event has. @throws Problem `validation_failed` */
export async function refuseOthersBarcodes(
  trx: Trx,
  { eventId, listingId }: { eventId: string; listingId: string },
  barcodes: ReadonlyArray<{ code: string; field: string }>,
): Promise<void> {
  if (barcodes.length === 0) return;
  const rows = await queryPrepared<{ barcode: string }>(
    trx,
    'SELECT barcode FROM imports_barcodes WHERE event_id = $1 AND barcode = ANY($2::text[]) AND listing_id <> $3',
    [eventId, barcodes.map(({ code }) => code), listingId],
  );
  const others = new Set(rows.map(({ barcode }) => barcode));
  const errors = barcodes.flatMap(({ code, field }) =>
    others.has(code)
      ? [
          {
            field,
            code: 'known_barcode',
            message: `Another listing of this event has the barcode ${code}. Check the ticket.`,
          },
        ]
      : [],
  );
  if (errors.length > 0) throw fieldsRefused(errors);
}
