import type { AppContext } from '../platform/appContext.ts';
import type { Caller, Ctx } from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import type { ReservationRow } from '../reservations/index.ts';
import { grantedOrders } from './orderAccess.ts';

/** The buyer, or a browser holding an order grant. Everybody else gets 404. @throws Problem `not_found` */
export function mayRead(ctx: Ctx, app: AppContext, row: ReservationRow): void {
  if (row.fan_id !== ctx.state.caller.fanId && !grantedOrders(ctx, app).includes(row.id))
    throw notFound('reservation');
}

/** The buyer alone. @throws Problem `not_found` */
export function mayChange(caller: Caller, row: ReservationRow): void {
  if (row.fan_id !== caller.fanId) throw notFound('reservation');
}
