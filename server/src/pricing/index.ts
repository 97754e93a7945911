export * from './percentages.ts';
export * from './routes.ts';
export * from './ruleSql.ts';
export * from './rules.ts';
export * from './waiting.ts';
