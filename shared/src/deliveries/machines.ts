export * from './delivery.machine.ts';
