export { waitingListEmails, waitingListJobs } from './emails.ts';
export { lookAtWaitingLists, startWaitingListLooks } from './look.ts';
export { eraseWaiting, waitingOf } from './personal.ts';
export { waitingListRoutes } from './routes.ts';
export { waitingActor } from './waiting.actor.ts';
