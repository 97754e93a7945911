export * from './contract.ts';
export * from './events.ts';
export * from './proof.ts';
export * from './stripeKeys.ts';
