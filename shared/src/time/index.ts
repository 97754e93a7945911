export * from './wallTime.ts';
export * from './zones.ts';
