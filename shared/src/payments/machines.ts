export * from './payment.machine.ts';
export * from './payment.machine.v1.ts';
export * from './payment.versions.ts';
export * from './paymentMessages.ts';
export { checkDelayMs } from './paymentSetup.ts';
export * from './refund.machine.ts';
