export * from './actionsByPerson.ts';
export { auditTable } from './exportAudit.ts';
export * from './routes.ts';
