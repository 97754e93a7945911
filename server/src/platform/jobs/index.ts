export * from './givenUp.ts';
export * from './jobs.ts';
export * from './worker.ts';
