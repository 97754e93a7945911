/**
 * Slack as far as messages go: the Web API's chat.postMessage and incoming webhooks, with their answers as Slack documents them, and
 * its limits. It keeps what it took.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message that it took. */
export interface TakenMessage {
  /** The channel, or the path of the webhook. */
  to: string;
  text: string;
  blocks: Array<{ type: string; text?: { text: string }; elements?: Array<{ text: string }> }>;
}

/** How it answers: as it would; with an error of its own; 429; or a status. */
export type SlackAnswering =
  | 'ok'
  | { error: string }
  | { retryAfterSeconds: number; times: number }
  | { status: number };

/** A running fake. */
export interface FakeSlack {
  env: Record<string, string>;
  /** Of an incoming webhook. */
  webhookUrl: string;
  taken: TakenMessage[];
  /** How many requests came. */
  asked(): number;
  answers(how: SlackAnswering): void;
  close(): void;
}

/** The token that it knows. */
export const slackToken = 'xoxb-of-tests-wxyz';

/** What Slack says of a message that breaks its limits; null: none. */
function refusal({ text, blocks }: TakenMessage): string | null {
  if (!text) return 'no_text';
  const texts = blocks.flatMap((each) => [
    each.text?.text ?? '',
    ...(each.elements ?? []).map((one) => one.text),
  ]);
  const isLong = blocks.some(({ type, text: own }) => type === 'header' && (own?.text.length ?? 0) > 150);
  return blocks.length > 50 || isLong || texts.some((one) => one.length > 3_000) ? 'invalid_blocks' : null;
}

/** Starts it. */
export async function startFakeSlack(): Promise<FakeSlack> {
  let how: SlackAnswering = 'ok';
  let asked = 0;
  const taken: TakenMessage[] = [];
  const server = createServer(async (req, res) => {
    asked++;
    const body = JSON.parse(Buffer.concat(await req.toArray()).toString());
    const isWebhook = req.url !== '/api/chat.postMessage';
    const say = (status: number, error: string | null, headers: Record<string, string> = {}) => {
      const isRefused = isWebhook && error !== null && status === 200;
      res.writeHead(isRefused ? 404 : status, headers);
      res.end(
        isWebhook ? (error ?? 'ok') : JSON.stringify(error === null ? { ok: true } : { ok: false, error }),
      );
    };
    if (typeof how === 'object' && 'times' in how && how.times-- > 0)
      return say(429, 'ratelimited', { 'retry-after': String(how.retryAfterSeconds) });
    if (typeof how === 'object' && 'status' in how) return say(how.status, 'fatal_error');
    if (typeof how === 'object' && 'error' in how) return say(200, how.error);
    if (!isWebhook && req.headers.authorization !== `Bearer ${slackToken}`) return say(200, 'invalid_auth');
    const message = { ...body, to: isWebhook ? req.url : body.channel };
    const error = refusal(message);
    if (error === null) taken.push(message);
    return say(200, error);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    env: { SLACK_API_BASE: `${base}/api` },
    webhookUrl: `${base}/services/T0/B0/secret-abcd`,
    taken,
    asked: () => asked,
    answers(next) {
      how = next;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
