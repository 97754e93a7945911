export * from './current.ts';
export * from './settings.ts';
export type * from './views.ts';
