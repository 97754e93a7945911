/** What opens the API: a text of chance that begins so that leaked ones are found. */
import { randomText } from '../platform/ids.ts';

/** 5 bits of chance each: 160 in all. */
const letters = 32;
/** Of these, so many are shown afterwards. */
const shown = 6;

/** @param isLive whether it opens a marketplace in production @returns `hk_live_…` or `hk_test_…` */
export const newToken = (isLive: boolean): string => `hk_${isLive ? 'live' : 'test'}_${randomText(letters)}`;

/** How a key is named on screen. */
export const prefixOf = (token: string): string => token.slice(0, token.length - letters + shown);

/** Whether a text has the form of a key; others needn't be looked up. */
export const isToken = (text: string): boolean => /^hk_(live|test)_[0-9a-hjkmnp-tv-z]{32}$/.test(text);
