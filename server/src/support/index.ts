export * from './routes.ts';
export { approvedCaseAction, caseActionCommand } from './secondPerson.ts';
export { readSidebarCounts } from './sidebarCounts.ts';
