export * from './payment.machine.ts';
export * from './paymentMessages.ts';
export * from './refund.machine.ts';
