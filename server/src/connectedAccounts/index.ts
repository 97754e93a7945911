export { askAbout } from './follow.ts';
export { connectedAccountCrontab, connectedAccountJobs } from './jobs.ts';
export { accountInUse, presentHold, type StandingHold, showPayoutChoice, stripeIdsOf } from './read.ts';
export { connectedAccountRoutes, type StripeInUse } from './routes.ts';
export { requireOn } from './settings.ts';
export { goToStripe } from './start.ts';
export type * from './views.ts';
export { type PayoutNews, payToBank } from './ways.ts';
