export * from './reservation.machine.ts';
