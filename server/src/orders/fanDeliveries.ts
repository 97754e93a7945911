/** The deliveries of orders as their fans read them. */
import type { FanDelivery } from '@holdfast/shared/deliveries';
import { deliveryMachine } from '@holdfast/shared/deliveries/machines';
import type { DeliveriesBarcodes, DeliveriesFiles, DeliveriesMade } from '../deliveries/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** States in which the fan has what was sent. */
const handedOver: ReadonlySet<string> = new Set(['sent', 'received', 'refused']);

/** @returns by `reservation listing` */
export async function deliveriesOf(
  trx: Trx,
  engine: Engine,
  reservationIds: readonly string[],
): Promise<Map<string, FanDelivery>> {
  const rows = await queryPrepared<DeliveriesMade>(
    trx,
    'SELECT * FROM deliveries_made WHERE reservation_id = ANY($1::text[])',
    [reservationIds],
  );
  const sent = rows.filter(({ state }) => handedOver.has(state)).map(({ id }) => id);
  // Those of a way in which it doesn't come any more are kept for staff.
  const filed = rows.filter(({ way, id }) => way === 'file' && sent.includes(id)).map(({ id }) => id);
  const files = Map.groupBy(await filesOf(trx, filed), ({ delivery_id }) => delivery_id);
  // Those that were read from a file are on the file.
  const coded = rows.filter(({ way, id }) => way === 'barcode' && sent.includes(id)).map(({ id }) => id);
  const barcodes = Map.groupBy(await barcodesOf(trx, coded), ({ delivery_id }) => delivery_id);
  return new Map(
    rows.map((row) => [
      `${row.reservation_id} ${row.listing_id}`,
      present(engine, row, files.get(row.id) ?? [], barcodes.get(row.id) ?? []),
    ]),
  );
}

function present(
  engine: Engine,
  row: DeliveriesMade,
  files: readonly DeliveriesFiles[],
  barcodes: readonly DeliveriesBarcodes[],
): FanDelivery {
  const isSent = handedOver.has(row.state);
  return {
    id: row.id,
    way: row.way,
    state: row.state,
    dueBy: row.due_by?.toISOString() ?? null,
    inHandAt: row.in_hand_at?.toISOString() ?? null,
    sentAt: row.sent_at?.toISOString() ?? null,
    receivedAt: row.received_at?.toISOString() ?? null,
    receivedBy: engine.contextOf(deliveryMachine, row).receivedBy,
    reference: isSent ? row.reference : null,
    note: isSent ? row.note : null,
    files: files.map(({ id, name, media_type: mediaType, size: bytes, ticket_id: ticketId }) => ({
      id,
      name,
      mediaType,
      bytes,
      ticketId,
    })),
    barcodes: barcodes.flatMap(({ ticket_id: ticketId, code }) =>
      ticketId === null ? [] : [{ ticketId, code }],
    ),
    mayReceive: row.state === 'sent' || row.state === 'refused',
    mayRefuse: row.state === 'sent',
  };
}

/** SQL: not what a ticket came with that was refunded since. */
const stillGood = `AND NOT EXISTS (SELECT 1 FROM tickets_admissions t WHERE t.id = ticket_id AND t.state = 'refunded')`;

const filesOf = (trx: Trx, ids: readonly string[]): Promise<DeliveriesFiles[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : queryPrepared(
        trx,
        `SELECT * FROM deliveries_files WHERE delivery_id = ANY($1::text[]) AND NOT is_proof ${stillGood} ORDER BY name, id`,
        [ids],
      );

const barcodesOf = (trx: Trx, ids: readonly string[]): Promise<DeliveriesBarcodes[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : queryPrepared(
        trx,
        `SELECT * FROM deliveries_barcodes WHERE delivery_id = ANY($1::text[]) ${stillGood} ORDER BY ticket_id`,
        [ids],
      );
