export * from './case.machine.ts';
