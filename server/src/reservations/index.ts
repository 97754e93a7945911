export * from './cancelHold.ts';
export { orderLink } from './orderAccess.ts';
export { type NewestPayments, presentReservations, type ReservationRow } from './present.ts';
export * from './queries.ts';
export { reservationActor, setAttention } from './reservation.actor.ts';
export * from './reserve.ts';
export { reservationRoutes } from './routes.ts';
export * from './stream.ts';
export * from './summaries.ts';
