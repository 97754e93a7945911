export * from './export.machine.ts';
