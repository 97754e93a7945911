export { caseActor } from './case.actor.ts';
export { caseSubjects, casesOf } from './caseRows.ts';
export { caseFanRoutes } from './fanRoutes.ts';
export { caseJobs } from './jobs.ts';
export { causesWithoutCase, lookForCases, startCaseLooks } from './look.ts';
export { casesOwned, handOverCases, requireCaseWorker } from './owners.ts';
export { caseRoutes } from './routes.ts';
export { eraseMessages, messagesOf } from './threads.ts';
export { casesWaiting, countCases, countCasesBefore } from './waiting.ts';
