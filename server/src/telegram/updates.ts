/**
 * What people write to the bot. One worker at a time asks Telegram for it (long polling): that works on a machine without a public
 * address, behind any proxy, and needs no endpoint that others could call; a webhook would only save the open request.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, query, type Trx } from '../platform/db/index.ts';
import { type Repeating, repeating } from '../platform/repeating.ts';
import { callTelegram, remedyOf } from './callTelegram.ts';
import { answerChat } from './send.ts';
import { keepFaring, tokenInUse } from './settings.ts';

/** How often it looks whether there is a bot, milliseconds. */
const everyMs = 1_000;
/** Seconds that Telegram keeps a request open while nobody writes. */
const openSeconds = 20;
/** Seconds for which a worker has the bot: longer than a request can take. */
const claimSeconds = 40;
/** Seconds until it is asked again after a refusal. */
const pauseSeconds = 15;
/** Updates of one answer. */
const atOnce = 50;

const updates = z.array(
  z.object({
    update_id: z.number(),
    message: z
      .object({
        chat: z.object({ id: z.number(), type: z.string() }),
        text: z.string().optional(),
        from: z.object({ first_name: z.string().optional(), username: z.string().optional() }).optional(),
      })
      .optional(),
  }),
);
type Update = z.infer<typeof updates>[number];

/** What somebody wrote in a chat of their own. */
export interface Written {
  chatId: string;
  /** What Telegram calls them. */
  name: string;
  text: string;
}

/** Answers somebody in the transaction that marks the update as answered. */
export type AnswerWritten = (trx: Trx, written: Written) => Promise<string>;

type App = Pick<AppContext, 'config' | 'db' | 'log' | 'secret'>;

/** Answers what people write until it is stopped. */
export function startTelegram(app: App, answer: AnswerWritten): Repeating {
  const claimant = randomUUID();
  const stopping = new AbortController();
  const looks = repeating(
    everyMs,
    () => askOnce(app, claimant, answer, stopping.signal),
    (error) =>
      app.log.warn({ err: error }, 'updates of Telegram could not be answered; they are asked for again'),
  );
  return {
    async stop() {
      stopping.abort();
      await looks.stop();
      await release(app, claimant, 0).catch(() => {});
    },
  };
}

/** Lets another worker ask, at once or after a pause. */
const release = ({ db }: Pick<App, 'db'>, claimant: string, seconds: number) =>
  inTransaction(db, (trx) =>
    query(
      trx,
      `UPDATE telegram_settings SET claimed_by = NULL, claimed_until = now() + make_interval(secs => $2) WHERE claimed_by = $1`,
      [claimant, seconds],
    ),
  );

async function askOnce(
  app: App,
  claimant: string,
  answer: AnswerWritten,
  signal: AbortSignal,
): Promise<void> {
  const [claimed] = await inTransaction(app.db, (trx) =>
    query<{ next_update: number; version: number }>(
      trx,
      `UPDATE telegram_settings SET claimed_by = $1, claimed_until = now() + interval '${claimSeconds} seconds'
       WHERE is_on AND (claimed_by = $1 OR claimed_until IS NULL OR claimed_until < now()) RETURNING next_update, version`,
      [claimant],
    ),
  );
  const token = claimed && (await tokenInUse(app));
  if (!claimed || !token) return;
  const got = await callTelegram(app, token, {
    method: 'getUpdates',
    parameters: {
      offset: claimed.next_update,
      limit: atOnce,
      timeout: openSeconds,
      allowed_updates: ['message'],
    },
    result: updates,
    timeoutMs: (openSeconds + 10) * 1_000,
    signal,
  });
  if (signal.aborted) return;
  if (!got.ok) {
    await inTransaction(app.db, (trx) => keepFaring(trx, `${got.said}. ${remedyOf(got)}`));
    await release(app, claimant, got.retryAfterSeconds ?? pauseSeconds);
    return;
  }
  await inTransaction(app.db, (trx) => keepFaring(trx, null));
  for (const update of got.result)
    await inTransaction(app.db, (trx) => answerOne(trx, update, answer, claimed.version)).catch(
      (error: unknown) => giveUp(app, update, claimed.version, error),
    );
}

/** One that can't be answered keeps the others waiting no longer. */
async function giveUp({ db, log }: App, update: Update, version: number, error: unknown): Promise<void> {
  log.error({ err: error }, 'what somebody wrote to the bot could not be answered');
  await inTransaction(db, (trx) =>
    answerOne(trx, update, async () => 'That didn’t work. Please try again in a moment.', version),
  );
}

async function answerOne(trx: Trx, update: Update, answer: AnswerWritten, version: number): Promise<void> {
  const moved = await query(
    trx,
    'UPDATE telegram_settings SET next_update = $1 WHERE next_update < $1 AND version = $2 RETURNING id',
    [update.update_id + 1, version],
  );
  // Another worker answered it, or the bot is another one.
  if (moved.length === 0) return;
  const { message } = update;
  // In a group many would read what is one person's own.
  if (message?.chat.type !== 'private' || message.text === undefined) return;
  const chatId = String(message.chat.id);
  const { username, first_name: firstName } = message.from ?? {};
  const name = username ? `@${username}` : (firstName ?? 'Telegram');
  const text = await answer(trx, { chatId, name, text: message.text });
  await answerChat(trx, chatId, `answer/${update.update_id}`, text);
}
