export * from './count.ts';
export * from './foldHolds.ts';
export * from './marketToday.ts';
export * from './marketZone.ts';
export * from './measures.ts';
export * from './summaries.ts';
export type * from './views.ts';
