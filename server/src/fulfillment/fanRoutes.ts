/** What a fan says of a delivery, and the files that they get. The order's link opens them too. */
import { refusal } from '@holdfast/shared/deliveries';
import { idOf } from '@holdfast/shared/http';
import { reservation } from '@holdfast/shared/reservations';
import { z } from 'zod';
import { readFile, receiveDelivery, refuseDelivery } from '../deliveries/index.ts';
import { mayRead, presentOrder } from '../orders/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { type AnyEndpoint, type Caller, type Ctx, command, endpoint } from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import { loadReservation } from '../reservations/index.ts';
import { followAttention } from './needAttention.ts';
import { sendFile } from './uploads.ts';

const ofOrder = z.object({ id: idOf('reservation'), deliveryId: idOf('delivery') });
const common = { tag: 'Reservations', method: 'post', idempotent: true, answer: reservation } as const;

export function fanRoutes(app: AppContext): AnyEndpoint[] {
  /** @throws Problem `not_found` for who may not read the order, and a delivery of another one */
  async function own(trx: Trx, ctx: Ctx, { id, deliveryId }: z.output<typeof ofOrder>): Promise<string> {
    mayRead(ctx, app, await loadReservation(trx, id));
    const [row] = await queryPrepared<{ state: string }>(
      trx,
      'SELECT state FROM deliveries_made WHERE id = $1 AND reservation_id = $2',
      [deliveryId, id],
    );
    if (!row) throw notFound('delivery');
    return row.state;
  }
  const shown = async (trx: Trx, id: string, { fanId }: Caller) =>
    presentOrder(trx, app.engine, await loadReservation(trx, id), fanId);
  return [
    command({
      ...common,
      path: '/reservations/:id/deliveries/:deliveryId/receive',
      params: ofOrder,
      summary: 'The fan has the tickets',
      problems: ['not_found', 'transition_refused'],
      async run(trx, { params, ctx, caller, principal }) {
        await own(trx, ctx, params);
        await receiveDelivery(trx, app.engine, params.deliveryId, { by: 'fan', version: null }, principal);
        await followAttention(trx, app.engine, params.deliveryId);
        return shown(trx, params.id, caller);
      },
    }),
    command({
      ...common,
      path: '/reservations/:id/deliveries/:deliveryId/refuse',
      params: ofOrder,
      summary: 'The fan can’t accept the tickets: staff and the consignor are told',
      body: refusal,
      problems: ['not_found', 'transition_refused', 'validation_failed'],
      async run(trx, { params, body, ctx, caller, principal }) {
        await own(trx, ctx, params);
        await refuseDelivery(trx, app.engine, params.deliveryId, body, principal);
        await followAttention(trx, app.engine, params.deliveryId);
        return shown(trx, params.id, caller);
      },
    }),
    endpoint({
      method: 'get',
      path: '/reservations/:id/deliveries/:deliveryId/files/:fileId',
      params: ofOrder.extend({ fileId: idOf('deliveryFile') }),
      tag: 'Reservations',
      summary: 'A ticket as a file, for who may see its order, once it was sent',
      problems: ['not_found'],
      async handle(ctx, { params }) {
        const file = await inTransaction(app.db, async (trx) => {
          const state = await own(trx, ctx, params);
          const found = await readFile(trx, params.deliveryId, params.fileId);
          if (found.isRefunded) throw notFound('file');
          if (found.isProof || !['sent', 'received', 'refused'].includes(state)) throw notFound('file');
          return found;
        });
        return sendFile(ctx, file);
      },
    }),
  ];
}
