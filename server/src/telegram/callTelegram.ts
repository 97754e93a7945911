/** One call of Telegram's Bot API. Source: https://core.telegram.org/bots/api#making-requests */
import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { NoOutsideAnswer, postOutside } from '../platform/outbound/index.ts';

const telegramItself = 'https://api.telegram.org';
/** Bytes of an answer that are read: a hundred long messages. */
const mostBytes = 2_000_000;
/** Milliseconds, unless said. */
const usualTimeoutMs = 10_000;

/** What Telegram answered. */
export type TelegramAnswered<T> =
  | { ok: true; result: T }
  /** `status` null: no answer came. `retryAfterSeconds`: with 429, how long to wait. */
  | { ok: false; status: number | null; said: string; retryAfterSeconds: number | null };

const answered = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  description: z.string().optional(),
  parameters: z.object({ retry_after: z.number().optional() }).optional(),
});

/** What is called, with its parameters. */
export interface TelegramCall<T> {
  method: string;
  parameters: object;
  /** What of the answer is used. */
  result: z.ZodType<T>;
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** Nothing is thrown for what Telegram or the network says. The token is part of the address, which is never logged. */
export async function callTelegram<T>(
  { config }: Pick<AppContext, 'config'>,
  token: string,
  { method, parameters, result, timeoutMs = usualTimeoutMs, signal }: TelegramCall<T>,
): Promise<TelegramAnswered<T>> {
  const answer = await postOutside({
    url: `${config.telegramApiBase ?? telegramItself}/bot${token}/${method}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
    timeoutMs,
    mostBytes,
    // The operator says where another one is.
    allowsPrivate: config.telegramApiBase !== null,
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    if (error instanceof NoOutsideAnswer) return error;
    throw error;
  });
  const refused = (status: number | null, said: string, retryAfterSeconds: number | null = null) =>
    ({ ok: false, status, said, retryAfterSeconds }) as const;
  if (answer instanceof NoOutsideAnswer) return refused(null, answer.message);
  const body = answered.safeParse(jsonOf(answer.text));
  if (!body.success) return refused(answer.status, `HTTP ${answer.status}`);
  if (!body.data.ok)
    return refused(
      answer.status,
      body.data.description ?? `HTTP ${answer.status}`,
      body.data.parameters?.retry_after ?? null,
    );
  const used = result.safeParse(body.data.result);
  return used.success
    ? { ok: true, result: used.data }
    : refused(answer.status, 'An answer of another shape');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What to do about a refusal. */
export function remedyOf({ status }: { status: number | null }): string {
  if (status === 401 || status === 404)
    return 'Telegram doesn’t know the token: copy it again from @BotFather, and give it under Settings.';
  if (status === 409)
    return 'Another program reads this bot’s updates, or a webhook is set: give Holdfast a bot of its own.';
  if (status === null) return 'Telegram couldn’t be reached from this server; it is tried again.';
  return 'Telegram has a fault of its own; it is tried again.';
}
