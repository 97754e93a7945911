export { handoverEmails, handoverJobs } from './emails.ts';
export { handoverActor } from './handover.actor.ts';
export { lookAtHandovers, startHandoverLooks } from './look.ts';
export { eraseHandovers, handoversKept } from './personal.ts';
export { type HandoverActor, handoverActors } from './read.ts';
export { handoverRoutes } from './routes.ts';
export type * from './views.ts';
