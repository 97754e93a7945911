export * from './routes.ts';
export { readSidebarCounts } from './sidebarCounts.ts';
