export * from './waiting.machine.ts';
