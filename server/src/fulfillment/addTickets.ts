/** Stores an uploaded file of a delivery: a proof as it is, tickets with the barcodes that are read on them. */
import type { z } from 'zod';
import { addFiles, lockDelivery, type NewFile, recognizeFile } from '../deliveries/index.ts';
import type { Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { refuseOthersBarcodes } from './sendOnce.ts';
import type { ReadTicket } from './ticketFiles/protocol.ts';
import { readTickets } from './ticketFiles/readTickets.ts';
import type { newDeliveryFile } from './uploads.ts';

type Asked = z.output<typeof newDeliveryFile>;

/** A file that was read, before it is stored. */
export interface ReadUpload {
  asked: Asked;
  tickets: ReadTicket[];
}

/**
 * Reads an upload, outside of any transaction: it may take seconds.
 * @throws Problem `file_not_recognized`, `body_too_large`; `validation_failed` when it is empty, or no PDF is to be split
 */
export async function readUploaded(bytes: Buffer, asked: Asked): Promise<ReadUpload> {
  const { mediaType } = recognizeFile(bytes);
  const split = asked.split === 'true';
  if (split && mediaType !== 'application/pdf')
    throw fieldsRefused([
      { field: 'content', code: 'not_a_pdf', message: 'Only a PDF has a page for each ticket.' },
    ]);
  if (asked.isProof === 'true') return { asked, tickets: [{ bytes, barcodes: [] }] };
  return { asked, tickets: await readTickets({ bytes, mediaType, split }) };
}

/**
 * Stores what was read. A split PDF must have as many pages as the delivery has tickets.
 * @throws Problem as `addFiles`; `validation_failed` for another number of pages, and for barcodes that others have
 */
export async function addTickets(
  trx: Trx,
  deliveryId: string,
  { asked, tickets }: ReadUpload,
  principal: Principal,
): Promise<void> {
  const { event_id: eventId, listing_id: listingId } = await lockDelivery(trx, deliveryId);
  await refuseOthersBarcodes(
    trx,
    { eventId, listingId },
    tickets.flatMap(({ barcodes }) => barcodes.map((code) => ({ code, field: 'content' }))),
  );
  await addFiles(trx, deliveryId, await filesOf(trx, deliveryId, asked, tickets), principal);
}

async function filesOf(
  trx: Trx,
  deliveryId: string,
  { name, ticketId, isProof, split }: Asked,
  tickets: readonly ReadTicket[],
): Promise<NewFile[]> {
  if (split !== 'true')
    return tickets.map(({ bytes, barcodes }) => ({
      name,
      ticketId: ticketId ?? null,
      isProof: isProof === 'true',
      bytes: Buffer.from(bytes),
      barcodes,
    }));
  const seats = await queryPrepared<{ id: string; seat: number | null }>(
    trx,
    `SELECT t.id, t.seat FROM deliveries_made d
     JOIN tickets_admissions t ON t.reservation_id = d.reservation_id AND t.listing_id = d.listing_id
     WHERE d.id = $1 AND t.state = 'sold' ORDER BY t.seat, t.id`,
    [deliveryId],
  );
  const counted = (n: number, one: string) => (n === 1 ? `1 ${one}` : `${n} ${one}s`);
  if (seats.length !== tickets.length)
    throw fieldsRefused([
      {
        field: 'content',
        code: 'page_count',
        message: `It has ${counted(tickets.length, 'page')} for ${counted(seats.length, 'ticket')}. Send a page for each, in the order of the seats.`,
      },
    ]);
  const base = name.replace(/\.pdf$/i, '').slice(0, 100);
  return seats.map(({ id, seat }, at) => ({
    name: `${base}, ${seat === null ? `ticket ${at + 1}` : `seat ${seat}`}.pdf`,
    ticketId: id,
    isProof: false,
    bytes: Buffer.from(tickets[at]?.bytes ?? []),
    barcodes: tickets[at]?.barcodes ?? [],
  }));
}
