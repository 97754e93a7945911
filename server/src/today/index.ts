export { queuesFor } from './queues.ts';
export * from './routes.ts';
