/** Messages by Telegram: jobs, queued in the transaction of what they tell of, and tried for about a day. */
import { z } from 'zod';
import { addressOf, blockAddress } from '../notices/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';
import { callTelegram, remedyOf } from './callTelegram.ts';
import { keepFaring, telegramChannel, tokenInUse } from './settings.ts';

type App = Pick<AppContext, 'config' | 'db' | 'secret'>;

/** Characters. Source: https://core.telegram.org/bots/api#sendmessage */
const mostCharacters = 4_096;

const message = z.object({
  cause: z.string(),
  /** Whose chat; null: the chat that asked. */
  recipientId: z.string().nullable(),
  chatId: z.string().nullable(),
  text: z.string(),
});
type Message = z.infer<typeof message>;

const queue = (trx: Trx, each: Message, runAt?: Date) =>
  jobs.add(trx, [
    {
      task: 'telegram.send',
      payload: each,
      key: `telegram.send/${each.cause}`,
      ...(runAt ? { runAt: runAt.toISOString() } : {}),
    },
  ]);

/** Queues a message to the chat that somebody linked. @param cause names it: one that waits already gives way */
export const postTelegram = (trx: Trx, recipientId: string, cause: string, text: string): Promise<void> =>
  queue(trx, { cause, recipientId, chatId: null, text });

/** Queues an answer to a chat. */
export const answerChat = (trx: Trx, chatId: string, cause: string, text: string): Promise<void> =>
  queue(trx, { cause, recipientId: null, chatId, text });

const clipped = (text: string) =>
  text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters - 1)}…`;

/** Whether Telegram says that this chat gets nothing more: its reader blocked the bot, or closed the account. */
const isEnded = (status: number | null, said: string) =>
  status === 403 || (status === 400 && /chat not found/i.test(said));

/** @throws Error where it is to be tried again */
async function sendOne(app: App, given: Message): Promise<void> {
  const token = await tokenInUse(app);
  if (token === null) return;
  const { recipientId, text } = given;
  const chatId = recipientId
    ? await inTransaction(app.db, (trx) => addressOf(trx, recipientId, telegramChannel))
    : given.chatId;
  // It was unlinked meanwhile.
  if (chatId === null) return;
  const answer = await callTelegram(app, token, {
    method: 'sendMessage',
    parameters: { chat_id: chatId, text: clipped(text), link_preview_options: { is_disabled: true } },
    result: z.unknown(),
  });
  if (answer.ok) return inTransaction(app.db, (trx) => keepFaring(trx, null));
  const { status, said, retryAfterSeconds } = answer;
  if (isEnded(status, said))
    return inTransaction(app.db, (trx) => blockAddress(trx, telegramChannel, chatId));
  if (retryAfterSeconds !== null)
    return inTransaction(app.db, (trx) =>
      queue(trx, given, new Date(Date.now() + retryAfterSeconds * 1_000)),
    );
  await inTransaction(app.db, (trx) => keepFaring(trx, `${said}. ${remedyOf(answer)}`));
  throw new Error(`Telegram didn’t take a message: ${said}`);
}

/** @returns handlers by the names of their jobs */
export const telegramJobs = (app: App): Record<string, (payload: unknown) => Promise<void>> => ({
  'telegram.send': (payload) => sendOne(app, message.parse(payload)),
});
