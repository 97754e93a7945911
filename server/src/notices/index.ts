export { giveNotices, type NewNotice } from './giveNotices.ts';
export { holdRows, postponeRow, releaseRows, takeHeld } from './held.ts';
export * from './inbox.ts';
export { keepPreferences, kindsWithoutEmail, quietUntil, readPreferences } from './preferences.ts';
export { type Sending, takeSendings } from './sendings.ts';
export { type Reader, readersWith, staffReaders } from './staff.ts';
export type * from './views.ts';
