/**
 * Telegram's Bot API as far as the bot uses it, with its answers as Telegram documents them. People write to it by `write`; what the bot
 * sends is kept.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** How it answers to a message: as it would; 403; 429; or another refusal. */
export type TelegramAnswering =
  | 'ok'
  | 'blocked'
  | { retryAfterSeconds: number; times: number }
  | { status: number; description: string };

/** A running fake. */
export interface FakeTelegram {
  env: Record<string, string>;
  sent: Array<{ chat_id: string; text: string }>;
  /** Methods that were called, but for getUpdates. */
  called: string[];
  /** Somebody writes to the bot. */
  write(chatId: number, text: string): void;
  answers(how: TelegramAnswering): void;
  close(): void;
}

/** The token that it knows. */
export const telegramToken = '123456:of-tests_wxyz';
/** Milliseconds that it keeps a request for updates open: Telegram does so for the seconds that are asked for. */
const openMs = 200;

/** Starts it. */
export async function startFakeTelegram(): Promise<FakeTelegram> {
  let how: TelegramAnswering = 'ok';
  let number = 100;
  const updates: Array<{ update_id: number; message: object }> = [];
  const sent: FakeTelegram['sent'] = [];
  const called: string[] = [];

  const refuse = (status: number, description: string, parameters = {}) => ({
    status,
    body: { ok: false, error_code: status, description, parameters },
  });
  const take = (result: unknown) => ({ status: 200, body: { ok: true, result } });
  async function answer(method: string, given: Record<string, unknown>) {
    // A token that is revoked is refused everywhere.
    if (typeof how === 'object' && 'status' in how && how.status === 401) return refuse(401, how.description);
    if (method === 'getMe') return take({ id: 123456, is_bot: true, username: 'holdfast_tests_bot' });
    if (method === 'deleteWebhook') return take(true);
    if (method === 'getUpdates') {
      const open = () => updates.filter(({ update_id }) => update_id >= Number(given.offset));
      if (open().length === 0) await pause(openMs);
      return take(open());
    }
    if (method !== 'sendMessage') return refuse(404, 'Not Found');
    if (how === 'blocked') return refuse(403, 'Forbidden: bot was blocked by the user');
    if (typeof how === 'object' && 'times' in how && how.times-- > 0)
      return refuse(429, 'Too Many Requests', { retry_after: how.retryAfterSeconds });
    if (typeof how === 'object' && 'status' in how) return refuse(how.status, how.description);
    if (String(given.text).length > 4_096) return refuse(400, 'Bad Request: message is too long');
    sent.push({ chat_id: String(given.chat_id), text: String(given.text) });
    return take({ message_id: sent.length });
  }

  const server = createServer(async (req, res) => {
    const given = JSON.parse(Buffer.concat(await req.toArray()).toString());
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(req.url ?? '') ?? [];
    if (method !== 'getUpdates') called.push(method);
    const { status, body } =
      token === telegramToken ? await answer(method, given) : refuse(401, 'Unauthorized');
    res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    env: { TELEGRAM_API_BASE: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    sent,
    called,
    write(chatId, text) {
      const from = { id: chatId, first_name: 'Ann', username: 'ann_k' };
      updates.push({
        update_id: ++number,
        message: { message_id: number, chat: { id: chatId, type: 'private' }, from, text },
      });
    },
    answers(next) {
      how = next;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
