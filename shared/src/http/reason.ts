import { z } from 'zod';

const ask = 'Say why, in a few words.';

/** Why somebody did what can't be undone or concerns others: 3 to 500 letters. It goes into the log. */
export const reason = z.string({ error: ask }).trim().min(3, ask).max(500, 'At most 500 characters.');

/** Whether it would be taken as a reason. */
export const isReason = (text: string): boolean => reason.safeParse(text).success;
