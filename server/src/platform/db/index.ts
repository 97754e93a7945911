export * from './database.ts';
export * from './pipeline.ts';
