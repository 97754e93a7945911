/** The chat that somebody links with the marketplace's bot, in the preferences of an inbox. */
import { inboxParam } from '@holdfast/shared/notices';
import { type TelegramLink, telegramCode, telegramLink } from '@holdfast/shared/telegram';
import { requirePerson } from '../accounts/index.ts';
import { linkedAddress, makeLinkCode, unlinkAddresses } from '../notices/index.ts';
import type { Trx } from '../platform/db/index.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { Problem } from '../platform/problem.ts';
import { botName, telegramChannel } from '../telegram/index.ts';
import { readerFor } from './reader.ts';

const common = {
  tag: 'Notices',
  path: '/notices/:inbox/telegram',
  signedIn: true,
  params: inboxParam,
  problems: ['sign_in_required', 'forbidden'],
} as const;

async function linkOf(trx: Trx, ownerId: string): Promise<TelegramLink> {
  const chat = await linkedAddress(trx, ownerId, telegramChannel);
  const muted = chat?.muted_until;
  return {
    bot: await botName(trx),
    chat: chat && {
      name: chat.name,
      linkedAt: chat.linked_at.toISOString(),
      mutedUntil: muted && muted.getTime() > Date.now() ? muted.toISOString() : null,
      isBlocked: chat.blocked_at !== null,
    },
  };
}

/** Whoever signs in for the inbox links and unlinks its chat. */
export const telegramLinkRoutes = (): AnyEndpoint[] => [
  query({
    ...common,
    summary: 'The chat of Telegram that an inbox is linked with',
    answer: telegramLink,
    run: (trx, { params, caller }) => linkOf(trx, readerFor(caller, params.inbox).id),
  }),
  command({
    ...common,
    method: 'post',
    path: '/notices/:inbox/telegram/code',
    summary: 'Make a code that links a chat: good once, for 15 minutes',
    answer: telegramCode,
    problems: [...common.problems, 'nothing_to_do'],
    async run(trx, { params, caller }) {
      const { id } = readerFor(caller, params.inbox);
      const bot = await botName(trx);
      if (bot === null) throw new Problem('nothing_to_do', 'The marketplace has no bot of Telegram.');
      const { code, expiresAt } = await makeLinkCode(trx, {
        ownerId: id,
        channel: telegramChannel,
        personId: requirePerson(caller),
      });
      return { code, url: `https://t.me/${bot}?start=${code}`, expiresAt: expiresAt.toISOString() };
    },
  }),
  command({
    ...common,
    method: 'delete',
    summary: 'Unlink the chat: nothing more is sent there',
    answer: telegramLink,
    async run(trx, { params, caller }) {
      const { id } = readerFor(caller, params.inbox);
      await unlinkAddresses(trx, telegramChannel, { ownerId: id });
      return linkOf(trx, id);
    },
  }),
];
