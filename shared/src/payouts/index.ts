export * from './advances.ts';
export * from './aging.ts';
export * from './calendar.ts';
export * from './contract.ts';
export * from './corrections.ts';
export * from './reasons.ts';
export * from './statement.ts';
export * from './ways.ts';
