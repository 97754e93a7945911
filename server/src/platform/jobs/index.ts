export * from './givenUp.ts';
export type { SetAside } from './heartbeat.ts';
export * from './jobs.ts';
export type { JobHandlers } from './runner.ts';
export * from './worker.ts';
