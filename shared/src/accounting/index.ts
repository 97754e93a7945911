export * from './chart.ts';
export * from './contract.ts';
export * from './reportRows.ts';
export * from './reports.ts';
