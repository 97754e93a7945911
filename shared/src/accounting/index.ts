export * from './chart.ts';
export * from './contract.ts';
export * from './journals.ts';
export * from './reportRows.ts';
export * from './reports.ts';
