export { ApiProblem, NoAnswer } from '../apiClient/index.ts';
export * from './client.ts';
export type * from './endpoints.ts';
