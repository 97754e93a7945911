export { placeText } from './queries.ts';
export * from './routes.ts';
export type * from './views.ts';
