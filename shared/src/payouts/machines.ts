export * from './payout.machine.ts';
