export * from './actionsByPerson.ts';
export * from './routes.ts';
