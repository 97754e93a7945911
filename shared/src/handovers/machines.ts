export * from './handover.machine.ts';
