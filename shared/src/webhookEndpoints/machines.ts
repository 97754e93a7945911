export * from './webhook.machine.ts';
