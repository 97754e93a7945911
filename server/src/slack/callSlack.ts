/** One message to Slack: by an incoming webhook, or by the Web API with a token, and what Slack answers in words. */
import type { SlackDestination } from '@holdfast/shared/slack';
import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { NoOutsideAnswer, type OutsideAnswer, postOutside } from '../platform/outbound/index.ts';
import type { SlackMessage } from './blocks.ts';
import type { StoredDestination } from './SlackSettings.ts';
import type { SlackSecrets } from './secrets.ts';

/** Slack's own Web API. Source: https://docs.slack.dev/apis/web-api */
const slackItself = 'https://slack.com/api';
/** Milliseconds. */
const timeoutMs = 10_000;
/** Bytes of an answer that are read: one to chat.postMessage repeats the message. */
const mostBytes = 200_000;
/** Characters of an answer that are shown to a person. */
const shown = 300;
/** Seconds until the next try where Slack says that it is too much, and not how long to wait. */
const usualPauseSeconds = 30;
/** Seconds. */
const longestPause = 3_600;

/** What became of a message. */
export type SlackOutcome =
  | { kind: 'taken'; said: string }
  /** Slack limits how many messages it takes. */
  | { kind: 'later'; afterMs: number; said: string }
  | { kind: 'refused'; said: string; remedy: string };

/** Where a message goes. */
export interface SlackTarget {
  destination: StoredDestination;
  secrets: SlackSecrets;
}

/** What to do about what Slack says. Source: https://docs.slack.dev/reference/methods/chat.postMessage, …/sending-messages-using-incoming-webhooks */
const remedies: Record<string, string> = {
  channel_not_found: 'There is no such channel, or it is private: check its name, and invite the app there.',
  not_in_channel: 'Invite the app into the channel.',
  is_archived: 'The channel is archived: choose another one under Settings.',
  channel_is_archived: 'The channel is archived: choose another one under Settings.',
  invalid_auth: 'Slack doesn’t know the token: give the app’s bot token under Settings.',
  not_authed: 'Slack doesn’t know the token: give the app’s bot token under Settings.',
  token_revoked: 'The token was revoked: install the app again, and give its token under Settings.',
  token_expired: 'The token has expired: give a new one under Settings.',
  account_inactive: 'The app was removed from the workspace: install it again, and give its token.',
  missing_scope: 'The app lacks the scope chat:write: add it at Slack, and install the app again.',
  restricted_action: 'A rule of the workspace forbids the app to write there: ask who administers Slack.',
  action_prohibited: 'An administrator of the workspace forbids it: ask who administers Slack.',
  no_service: 'The webhook was removed or its app disabled: make another one, and give its address.',
  invalid_token: 'The webhook’s address is wrong: copy it again from Slack.',
  no_team: 'The webhook’s address is wrong: copy it again from Slack.',
  user_not_found: 'The webhook’s address is wrong: copy it again from Slack.',
};
const refused = (said: string): SlackOutcome => ({
  kind: 'refused',
  said,
  remedy: remedies[said] ?? 'Look up what Slack says, and send a test once it is mended.',
});

const answered = z.object({ ok: z.boolean(), error: z.string().optional() });

/** Sends it, and says what became of it. Nothing is thrown for what Slack or the network says. */
export async function callSlack(
  { config }: Pick<AppContext, 'config'>,
  name: SlackDestination,
  { destination, secrets }: SlackTarget,
  message: SlackMessage,
): Promise<SlackOutcome> {
  const isWebhook = destination.way === 'webhook';
  const base = config.slackApiBase ?? slackItself;
  const url = isWebhook ? secrets.webhooks[name] : `${base}/chat.postMessage`;
  if (!url || (!isWebhook && secrets.token === null))
    return { kind: 'refused', said: 'Nothing was sent', remedy: 'Say under Settings where messages go.' };
  const answer = await postOutside({
    url,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(isWebhook ? {} : { authorization: `Bearer ${secrets.token}` }),
    },
    body: JSON.stringify(
      isWebhook ? message : { channel: destination.channel, ...message, unfurl_links: false },
    ),
    timeoutMs,
    mostBytes,
    // The operator says where the Web API is; a webhook's address is an administrator's.
    allowsPrivate: isWebhook ? config.webhooksToPrivate : config.slackApiBase !== null,
  }).catch((error: unknown) => {
    if (error instanceof NoOutsideAnswer) return error;
    throw error;
  });
  if (answer instanceof NoOutsideAnswer)
    return { kind: 'refused', said: answer.message, remedy: 'Slack couldn’t be reached; it is tried again.' };
  return outcomeOf(answer, isWebhook);
}

function outcomeOf({ status, headers, text }: OutsideAnswer, isWebhook: boolean): SlackOutcome {
  const said = text.trim().slice(0, shown) || `HTTP ${status}`;
  if (status === 429) {
    const seconds = Number(headers['retry-after']);
    const pause =
      Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, longestPause) : usualPauseSeconds;
    return { kind: 'later', afterMs: pause * 1_000, said: 'Too many messages' };
  }
  if (status >= 500)
    return {
      kind: 'refused',
      said: `HTTP ${status}`,
      remedy: 'Slack has a fault of its own; it is tried again.',
    };
  if (isWebhook) return status === 200 ? { kind: 'taken', said } : refused(said);
  const body = answered.safeParse(jsonOf(text));
  if (!body.success) return refused(said);
  return body.data.ok ? { kind: 'taken', said: 'ok' } : refused(body.data.error ?? said);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
