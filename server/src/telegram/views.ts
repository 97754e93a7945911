/** Rows of the views that telegram publishes; `server/rooms/views.test.ts` compares them with the schema. */

/** The bot, while Telegram refuses what it does. */
export interface TelegramFailing {
  bot_name: string;
  /** What Telegram said, and what to do. */
  problem: string;
  failing_since: Date;
}
