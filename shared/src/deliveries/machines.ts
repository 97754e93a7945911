export * from './delivery.machine.ts';
export * from './deliveryContext.ts';
