export * from './betterSeats.ts';
export * from './causes.ts';
export * from './contract.ts';
export * from './fanText.ts';
export * from './proof.ts';
export * from './remedies.ts';
export * from './ways.ts';
