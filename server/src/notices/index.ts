export {
  addressOf,
  blockAddress,
  countLinked,
  linkByCode,
  linkedAddress,
  makeLinkCode,
  muteAddress,
  ownersAt,
  unlinkAddresses,
} from './addresses.ts';
export { giveNotices } from './giveNotices.ts';
export { holdRows, postponeRow, releaseRows, takeHeld } from './held.ts';
export * from './inbox.ts';
export type { NewNotice } from './newNotice.ts';
export { keepPreferences, kindsWithoutEmail, quietUntil, readPreferences } from './preferences.ts';
export { type Sending, takeSendings } from './sendings.ts';
export { readSharedKinds, type SharedGroup, type SharedLine, setSharedKinds, takeShared } from './shared.ts';
export { type Reader, readersWith, staffReaders } from './staff.ts';
export type * from './views.ts';
