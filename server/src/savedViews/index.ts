export * from './routes.ts';
export * from './savedViews.ts';
