export * from './import.machine.ts';
