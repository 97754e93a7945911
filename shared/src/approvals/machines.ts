export * from './approval.machine.ts';
