import type { AppContext } from '../platform/appContext.ts';
import type { Ctx } from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import { grantedOrders } from './orderAccess.ts';
import type { ReservationRow } from './present.ts';

/** Its fan, or who was let see it. Others aren't told that it is there. @throws Problem `not_found` */
export function mayRead(ctx: Ctx, app: AppContext, row: ReservationRow): void {
  if (row.fan_id !== ctx.state.caller.fanId && !grantedOrders(ctx, app).includes(row.id))
    throw notFound('reservation');
}

/** Only its fan. @throws Problem `not_found` */
export function mayChange(ctx: Ctx, row: ReservationRow): void {
  if (row.fan_id !== ctx.state.caller.fanId) throw notFound('reservation');
}
