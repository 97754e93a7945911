/** Receipts and credit notes for the fan of an order, and for support and finance. */
import { idOf, idParam } from '@holdfast/shared/http';
import {
  type IssuedReceipt,
  issuedReceipts,
  readReceiptNumber,
  receiptNumber,
  receiptNumberOf,
} from '@holdfast/shared/receipts';
import { z } from 'zod';
import { mayRead } from '../orders/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { type AnyEndpoint, type Ctx, endpoint, query } from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import { loadReservation } from '../reservations/index.ts';
import { drawReceipt } from './drawReceipt.ts';
import { issueOf } from './issueReceipts.ts';
import { Receipt } from './Receipt.ts';

/** A number, with the ending that browsers keep the file under. */
const numberParam = z.string().regex(/^[RC]-\d{6,9}\.pdf$/);
const office = { tag: 'Admin', roles: ['support', 'finance'] } as const;

export function receiptRoutes(app: AppContext): AnyEndpoint[] {
  return [
    query({
      path: '/reservations/:id/receipts',
      params: idParam('reservation'),
      tag: 'Reservations',
      summary: 'The receipt of an order of the fan’s own, and credit notes for its refunds',
      answer: issuedReceipts,
      problems: ['not_found'],
      async run(trx, { params, ctx }) {
        mayRead(ctx, app, await loadReservation(trx, params.id));
        return { data: await receiptsOf(trx, params.id) };
      },
    }),
    endpoint({
      method: 'get',
      path: '/reservations/:id/receipts/:number',
      params: z.object({ id: idOf('reservation'), number: numberParam }),
      tag: 'Reservations',
      summary: 'One of them as PDF',
      problems: ['not_found'],
      async handle(ctx, { params }) {
        const row = await inTransaction(app.db, (trx) => loadReservation(trx, params.id));
        mayRead(ctx, app, row);
        await sendPdf(ctx, app, params.number, params.id);
      },
    }),
    query({
      ...office,
      path: '/admin/reservations/:id/receipts',
      params: idParam('reservation'),
      summary: 'The receipt of an order, and credit notes for its refunds',
      answer: issuedReceipts,
      problems: ['not_found'],
      async run(trx, { params }) {
        await loadReservation(trx, params.id);
        return { data: await receiptsOf(trx, params.id) };
      },
    }),
    endpoint({
      ...office,
      method: 'get',
      path: '/admin/receipts/:number',
      params: z.object({ number: numberParam }),
      summary: 'A receipt or credit note as PDF, by its number',
      problems: ['not_found'],
      handle: (ctx, { params }) => sendPdf(ctx, app, params.number, null),
    }),
  ];
}

/** What the order has none of yet is issued now: who asks for a receipt doesn't wait for the job of the minute. */
async function receiptsOf(trx: Trx, reservationId: string): Promise<IssuedReceipt[]> {
  await issueOf(trx, reservationId);
  const rows = await Receipt.query(trx)
    .where({ reservation_id: reservationId })
    .orderBy([{ column: 'kind', order: 'desc' }, 'number']);
  return rows.map(({ kind, number, amount, currency, issuedAt }) => ({
    kind,
    number: receiptNumberOf(kind, number),
    amount: { amount, currency },
    issuedAt: issuedAt.toISOString(),
  }));
}

/** @param ofOrder whose it must be; null: anybody's */
async function sendPdf(ctx: Ctx, app: AppContext, file: string, ofOrder: string | null): Promise<undefined> {
  const { kind, number } = readReceiptNumber(receiptNumber.parse(file.replace(/\.pdf$/, '')));
  const receipt = await Receipt.query(app.db).findById([kind, number]);
  if (!receipt || (ofOrder !== null && receipt.reservationId !== ofOrder)) throw notFound('receipt');
  ctx.type = 'application/pdf';
  ctx.set('Cache-Control', 'private, no-store');
  ctx.set('Content-Disposition', `inline; filename="${file}"`);
  const { email } = await inTransaction(app.db, (trx) => loadReservation(trx, receipt.reservationId));
  ctx.body = await drawReceipt(receipt, email, receipt.document);
  return undefined;
}
