export * from './deedsByPerson.ts';
export * from './routes.ts';
