export * from './takeNews.ts';
export * from './tellConsignors.ts';
