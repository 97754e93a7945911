/** One delivery with all that is needed to make it. */
import { type DeliveryDetail, deliverySteps, type OwnDelivery } from '@holdfast/shared/deliveries';
import { deliveryMachine } from '@holdfast/shared/deliveries/machines';
import { type DeliveriesFiles, deliveryStepText } from '../deliveries/index.ts';
import { packagesWithAccess } from '../packages/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import type { TicketsAdmissions } from '../tickets/index.ts';
import { type DeliveryRow, deliveryColumns, deliveryJoins, presentSummary } from './deliveryRows.ts';
import { othersOf } from './otherDeliveries.ts';

/** @throws Problem `not_found` */
export async function showDelivery(trx: Trx, engine: Engine, id: string): Promise<DeliveryDetail> {
  const [row] = await queryPrepared<DeliveryRow>(
    trx,
    `SELECT ${deliveryColumns} ${deliveryJoins} WHERE d.id = $1 AND d.way <> 'gateCode'`,
    [id],
  );
  if (!row) throw notFound('delivery');
  const [detail] = await presentDetails(trx, engine, [row]);
  return detail as DeliveryDetail;
}

/** The same of rows that were read in this transaction. */
export async function presentDetails(
  trx: Trx,
  engine: Engine,
  rows: readonly DeliveryRow[],
): Promise<DeliveryDetail[]> {
  const ids = rows.map(({ id }) => id);
  const tickets = Map.groupBy(await ticketsOf(trx, ids), ({ delivery_id }) => delivery_id);
  const files = Map.groupBy(await filesOf(trx, ids), ({ delivery_id }) => delivery_id);
  const log = Map.groupBy(await logOf(trx, ids), ({ actor_id }) => actor_id);
  const accepts = await engine.accepts(trx, ids);
  const others = await othersOf(trx, rows);
  const access = await packagesWithAccess(
    trx,
    rows.flatMap(({ package_id }) => package_id ?? []),
  );
  return rows.map((row): DeliveryDetail => {
    const { fault } = engine.contextOf(deliveryMachine, row);
    const possible = new Set(
      accepts.get(row.id)?.flatMap(({ message, possible: is }) => (is === 'no' ? [] : message)),
    );
    return {
      ...presentSummary(engine, row),
      recipient: row.order_email,
      tickets: (tickets.get(row.id) ?? []).map(({ id, seat, code }, at) => ({
        id,
        label: seat === null ? `Ticket ${at + 1}` : `Seat ${seat}`,
        barcode: code,
      })),
      reference: row.reference,
      note: row.note,
      files: (files.get(row.id) ?? []).map((file) => ({
        id: file.id,
        name: file.name,
        mediaType: file.media_type,
        bytes: file.size,
        ticketId: file.ticket_id,
        isProof: file.is_proof,
      })),
      fanNote: row.fan_note,
      replaces: others.get(row.id)?.replaces ?? null,
      replacedBy: others.get(row.id)?.replacedBy ?? null,
      failure: fault === null ? null : { fault, reason: row.failure_note },
      accessPackageId: row.package_id !== null && access.has(row.package_id) ? row.package_id : null,
      accepts: deliverySteps.filter((step) => possible.has(step)),
      timeline: (log.get(row.id) ?? []).flatMap((line) => {
        const text = deliveryStepText(line);
        return text === null ? [] : [{ at: line.at.toISOString(), text, by: nameOf(line) }];
      }),
    };
  });
}

/** What its consignor reads: not who of the staff looks after it, nor their log. */
export function presentOwn({
  owner: _,
  accessPackageId: __,
  timeline: ___,
  replaces: ____,
  replacedBy: _____,
  order,
  ...rest
}: DeliveryDetail): OwnDelivery {
  return { ...rest, orderCode: order.code };
}

/** Who opened the order by its link has no account and perhaps no cookie of ours: it is the fan. */
const nameOf = ({ message, payload, by, by_name }: LogLine): string =>
  by_name ?? (message === 'refuse' || (message === 'receive' && payload.by === 'fan') ? 'the fan' : by);

interface TicketRow extends Pick<TicketsAdmissions, 'id' | 'seat' | 'code'> {
  delivery_id: string;
}

const ticketsOf = (trx: Trx, ids: readonly string[]) =>
  queryPrepared<TicketRow>(
    trx,
    `SELECT d.id AS delivery_id, t.id, t.seat, b.code FROM deliveries_made d
     JOIN tickets_admissions t ON t.reservation_id = d.reservation_id AND t.listing_id = d.listing_id
     LEFT JOIN deliveries_barcodes b ON b.delivery_id = d.id AND b.ticket_id = t.id
     WHERE d.id = ANY($1::text[]) ORDER BY d.id, t.seat, t.id`,
    [ids],
  );

const filesOf = (trx: Trx, ids: readonly string[]) =>
  queryPrepared<DeliveriesFiles>(
    trx,
    'SELECT * FROM deliveries_files WHERE delivery_id = ANY($1::text[]) ORDER BY is_proof, name, id',
    [ids],
  );

interface LogLine {
  actor_id: string;
  message: string;
  payload: Record<string, string>;
  to_state: string;
  reason: string | null;
  at: Date;
  by: string;
  by_name: string | null;
}

const logOf = (trx: Trx, ids: readonly string[]) =>
  queryPrepared<LogLine>(
    trx,
    `SELECT t.actor_id, t.message, t.payload, t.to_state, t.reason, t.at, t.by, p.name AS by_name
     FROM platform_transition_log t LEFT JOIN accounts_people_named p ON p.id = t.by
     WHERE t.actor_id = ANY($1::text[]) ORDER BY t.at DESC, t.version DESC`,
    [ids],
  );
