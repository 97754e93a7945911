/** What the bot answers to somebody who writes to it. */
import type { Role } from '@holdfast/shared/accounts';
import { linkByCode, muteAddress, ownersAt, unlinkAddresses } from '../notices/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { telegramChannel, type Written } from '../telegram/index.ts';
import { soldBy, soldByAll, soldInWords, toSend, waitingFor } from './figures.ts';

/** Hours, unless said; and the most. */
const muteHours = { usual: 8, most: 168 };

const help = [
  '/today – what was sold today, and what waits',
  '/sold – what was sold in the last seven days',
  '/mute 8 – no messages for so many hours; /unmute ends it',
  '/stop – unlink this chat',
].join('\n');
const notLinked =
  'This chat isn’t linked. Open your inbox’s preferences, make a code there, and send it here: /start CODE';

/** A code that was sent by itself. */
const looksLikeCode = /^[A-Z0-9]{10}$/i;

/** Whose inbox a chat is. */
interface Owner {
  id: string;
  name: string;
  /** Null: a consignor. */
  roles: readonly Role[] | null;
}

/** Answers in plain text. */
export const answerWritten =
  ({ publicUrl }: Pick<AppContext, 'publicUrl'>) =>
  async (trx: Trx, { chatId, name, text }: Written): Promise<string> => {
    const [word = '', ...rest] = text.trim().split(/\s+/);
    // In groups a command may be followed by the bot's name.
    const command = word.toLowerCase().replace(/@\w+$/, '');
    const given = rest.join(' ');
    if (command === '/start' && given !== '') return link(trx, { chatId, name }, given);
    const owners = await ownersOf(trx, chatId);
    if (owners.length === 0)
      return looksLikeCode.test(text.trim()) ? link(trx, { chatId, name }, text) : notLinked;
    switch (command) {
      case '/today':
        return said(owners, (owner) => today(trx, owner, publicUrl));
      case '/sold':
        return said(owners, (owner) => sold(trx, owner));
      case '/mute':
        return mute(trx, chatId, given);
      case '/unmute':
        await muteAddress(trx, telegramChannel, chatId, null);
        return 'Messages come again.';
      case '/stop':
        await unlinkAddresses(trx, telegramChannel, { address: chatId });
        return 'Unlinked. Nothing more is sent here. To link this chat again, make a code in your inbox’s preferences.';
      default:
        return `This chat is told what ${owners.map((owner) => owner.name).join(' and ')} should know.\n${help}`;
    }
  };

async function link(trx: Trx, chat: { chatId: string; name: string }, code: string): Promise<string> {
  const isGood = await linkByCode(trx, telegramChannel, code, { address: chat.chatId, name: chat.name });
  if (!isGood) return `This code isn’t good: codes are used once, within 15 minutes. ${notLinked}`;
  return `Linked. What you should know comes here from now on; choose what in your inbox’s preferences.\n${help}`;
}

async function ownersOf(trx: Trx, chatId: string): Promise<Owner[]> {
  const ids = await ownersAt(trx, telegramChannel, chatId);
  return queryPrepared<Owner>(
    trx,
    `SELECT id, name, roles FROM accounts_people_named WHERE id = ANY($1::text[])
     UNION ALL SELECT id, name, NULL FROM consignors_named WHERE id = ANY($1::text[])`,
    [ids],
  );
}

/** One answer for each whose inbox the chat is, named where there are several. */
async function said(owners: readonly Owner[], say: (owner: Owner) => Promise<string>): Promise<string> {
  const texts: string[] = [];
  for (const owner of owners) texts.push(`${owners.length > 1 ? `${owner.name}\n` : ''}${await say(owner)}`);
  return texts.join('\n\n');
}

async function today(trx: Trx, { id, roles }: Owner, publicUrl: string): Promise<string> {
  if (roles === null) {
    const open = await toSend(trx, id);
    return [
      `Today: ${soldInWords(await soldBy(trx, id, 0))}.`,
      open === 0 ? 'Nothing to send.' : `To send: ${open}\n${publicUrl}/selling#to-deliver`,
    ].join('\n');
  }
  const { toApprove, cases, caseAlarms } = await waitingFor(trx, roles);
  return [
    `Today: ${soldInWords(await soldByAll(trx, 0))}.`,
    `Listings to approve: ${toApprove}`,
    `Open cases of your roles: ${cases}${caseAlarms > 0 ? `, ${caseAlarms} of them alarms` : ''}`,
    `${publicUrl}/admin/`,
  ].join('\n');
}

async function sold(trx: Trx, { id, roles }: Owner): Promise<string> {
  const week = roles === null ? await soldBy(trx, id, 6) : await soldByAll(trx, 6);
  return `Last seven days: ${soldInWords(week)}${roles === null ? ' for you' : ' before fees'}.`;
}

async function mute(trx: Trx, chatId: string, given: string): Promise<string> {
  const hours = given === '' ? muteHours.usual : Number(given.replace(/\s*h(ours?)?$/i, ''));
  if (!Number.isInteger(hours) || hours < 1 || hours > muteHours.most)
    return `Give whole hours from 1 to ${muteHours.most}, such as /mute 8.`;
  await muteAddress(trx, telegramChannel, chatId, new Date(Date.now() + hours * 3_600_000));
  return `No messages for ${hours === 1 ? 'an hour' : `${hours} hours`}; then what waited comes at once. /unmute ends it.`;
}
