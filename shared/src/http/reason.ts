/** The reason that people give for actions that can't be undone or that concern others. */
import { z } from 'zod';

const required = 'Say why, in a few words.';

/** A reason of 3 to 500 characters. It is stored in the audit log or in the actor's log. */
export const reason = z
  .string({ error: required })
  .trim()
  .min(3, required)
  .max(500, 'At most 500 characters.');

/** Whether the text would be accepted as a reason. */
export const isReason = (text: string): boolean => reason.safeParse(text).success;
