export * from './caller.ts';
export * from './demoAccounts.ts';
export { fanCookieMaxAgeMs } from './fanCookie.ts';
export * from './people.ts';
export * from './policy.ts';
export * from './routes.ts';
export { removeEndedSessions } from './sessions.ts';
export type * from './views.ts';
