export * from './payment.machine.ts';
export * from './refund.machine.ts';
