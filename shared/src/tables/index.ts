export * from './readTable.ts';
