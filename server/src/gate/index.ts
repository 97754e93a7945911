export * from './routes.ts';
export type * from './views.ts';
