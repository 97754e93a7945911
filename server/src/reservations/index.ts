export * from './reservation.actor.ts';
export * from './reserve.ts';
