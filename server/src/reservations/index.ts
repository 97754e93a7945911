export { type AttentionCause, setAttention } from './attention.ts';
export * from './cancelHold.ts';
export * from './claimFree.ts';
export * from './claimReservations.ts';
export {
  type CountedRefund,
  countRefunds,
  moveToNamed,
  type RefundLine,
  refundLines,
  storedRefundLines,
} from './countRefunds.ts';
export * from './endHoldForEvent.ts';
export { lockExtension } from './extendHold.ts';
export { handHold } from './handHold.ts';
export { removeEndedCounters } from './holdLimits.ts';
export { linesThen } from './linesThen.ts';
export { lockMove, type MoveOption, moveOptions } from './moveHold.ts';
export { type Offer, offersOf } from './offers.ts';
export * from './personal.ts';
export * from './placesThen.ts';
export * from './queries.ts';
export { reacquirable } from './reacquire.ts';
export { type CurrentLine, currentLine, replaceLine, replacementEntries } from './replaceLine.ts';
export { reservationActor } from './reservation.actor.ts';
export * from './reserve.ts';
export { reservationRoutes } from './routes.ts';
export * from './setOrderEmails.ts';
export * from './summaries.ts';
export { type OrderTax, taxesOfOrders } from './taxes.ts';
export type * from './views.ts';
