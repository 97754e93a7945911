export { giveNotices, type NewNotice } from './giveNotices.ts';
export * from './inbox.ts';
export { keepPreferences, kindsWithoutEmail, quietUntil, readPreferences } from './preferences.ts';
export { type Sending, takeSendings } from './sendings.ts';
export { type Reader, readersWith, staffReaders } from './staff.ts';
