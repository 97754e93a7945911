export * from './givenUp.ts';
export * from './jobs.ts';
export type { JobHandlers } from './runner.ts';
export * from './worker.ts';
