/** The marketplace's bot of Telegram, and the chats that people link with it. */
import { z } from 'zod';
import { instant } from '../http/index.ts';

/** Changes the bot. Telegram is asked who it is before anything is stored. */
export const telegramInput = z.object({
  isOn: z.boolean(),
  token: z
    .union([
      z.literal(''),
      z
        .string()
        .trim()
        .max(200, 'At most 200 characters.')
        .regex(/^\d+:[\w-]+$/, 'Give the token that @BotFather shows, such as 123456:ABC-DEF.'),
    ])
    .nullish()
    .transform((value) => value || null)
    .meta({ description: 'Left out or empty: the one that is kept stays' }),
  version: z.int().meta({ description: 'As it was read; where somebody changed it since, it is refused' }),
});
/** The change as a client sends it. */
export type TelegramInput = z.input<typeof telegramInput>;

/** The bot, and how it fares. */
export const telegramSettings = z
  .object({
    id: z.literal('telegram'),
    isOn: z.boolean(),
    bot: z.string().nullable().meta({ description: 'Its user name, without @' }),
    token: z.string().nullable().meta({ description: 'Its last four characters' }),
    linked: z.int().meta({ description: 'Inboxes with a chat' }),
    problem: z.string().nullable().meta({ description: 'What Telegram refuses, and what to do' }),
    version: z.int().meta({ description: '0: never given here' }),
  })
  .meta({ id: 'TelegramSettings' });
/** The bot, and how it fares. */
export type TelegramSettings = z.infer<typeof telegramSettings>;

/** What Telegram answered when it was asked who the bot is. */
export const telegramAnswer = z
  .object({
    isTaken: z.boolean(),
    said: z.string().meta({ description: 'Telegram’s own words, or the name of the bot' }),
    remedy: z.string().nullable(),
  })
  .meta({ id: 'TelegramAnswer' });
/** What Telegram answered. */
export type TelegramAnswer = z.infer<typeof telegramAnswer>;

/** How an inbox stands with the bot. */
export const telegramLink = z
  .object({
    bot: z.string().nullable().meta({ description: 'Its user name; null: the marketplace has none' }),
    chat: z
      .object({
        name: z.string(),
        linkedAt: instant,
        mutedUntil: instant.nullable(),
        isBlocked: z.boolean().meta({ description: 'Whoever reads it blocked the bot: nothing is sent' }),
      })
      .nullable(),
  })
  .meta({ id: 'TelegramLink' });
/** How an inbox stands with the bot. */
export type TelegramLink = z.infer<typeof telegramLink>;

/** A code that links a chat, good once. */
export const telegramCode = z
  .object({
    code: z.string(),
    url: z.string().meta({ description: 'Opens the bot with the code' }),
    expiresAt: instant,
  })
  .meta({ id: 'TelegramCode' });
/** A code that links a chat. */
export type TelegramCode = z.infer<typeof telegramCode>;
