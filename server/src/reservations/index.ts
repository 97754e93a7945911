export * from './cancelHold.ts';
export { type CountedRefund, countRefunds, refundLines } from './countOrders.ts';
export * from './queries.ts';
export { mayReacquire, reservationActor, setAttention } from './reservation.actor.ts';
export * from './reserve.ts';
export { reservationRoutes } from './routes.ts';
export * from './setOrderEmails.ts';
export * from './summaries.ts';
export type * from './views.ts';
