export * from './breakCauses.ts';
export * from './contract.ts';
export * from './goodTickets.ts';
export * from './refundable.ts';
