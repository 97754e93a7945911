/** The bot as administrators set it up. */
import type { TelegramSettings as Shown, TelegramAnswer, telegramInput } from '@holdfast/shared/telegram';
import { raw } from 'objection';
import { z } from 'zod';
import { countLinked, unlinkAddresses } from '../notices/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { type Database, query, type Trx } from '../platform/db/index.ts';
import { fieldsRefused, Problem } from '../platform/problem.ts';
import { callTelegram, remedyOf } from './callTelegram.ts';
import { TelegramSettings } from './TelegramSettings.ts';
import { openToken, sealToken } from './token.ts';

type App = Pick<AppContext, 'config' | 'db' | 'secret'>;
/** The name of Telegram among the channels of notices. */
export const telegramChannel = 'telegram';

const me = z.object({ id: z.number(), username: z.string() });

/** The bot, and how it fares. */
export async function showTelegram(trx: Trx): Promise<Shown> {
  const row = await TelegramSettings.query(trx).first();
  return {
    id: 'telegram',
    isOn: row?.isOn ?? false,
    bot: row?.botName ?? null,
    token: row?.tokenHint ?? null,
    linked: await countLinked(trx, telegramChannel),
    problem: row?.isOn ? row.problem : null,
    version: row?.version ?? 0,
  };
}

/** The user name of the bot in use; null: there is none. */
export async function botName(db: Database | Trx): Promise<string | null> {
  const row = await TelegramSettings.query(db).first();
  return row?.isOn ? row.botName : null;
}

/** The token in use; null: there is no bot. */
export async function tokenInUse({ db, secret }: Pick<App, 'db' | 'secret'>): Promise<string | null> {
  const row = await TelegramSettings.query(db).first();
  return row?.isOn ? openToken(secret, row) : null;
}

/** What a change would store. */
export interface AskedBot {
  token: string;
  id: string;
  name: string;
}

/**
 * Asks Telegram who the bot is, outside of a transaction, and takes a webhook off it: updates are asked for.
 * @returns null: it is switched off
 * @throws Problem `validation_failed` without a token, or where Telegram refuses it
 */
export async function askBot(
  app: App,
  { isOn, token: given }: z.output<typeof telegramInput>,
): Promise<AskedBot | null> {
  if (!isOn) return null;
  const row = await TelegramSettings.query(app.db).first();
  const token = given ?? (row ? openToken(app.secret, row) : null);
  const refuse = (message: string) => fieldsRefused([{ field: 'token', code: 'refused', message }]);
  if (token === null) throw refuse('Give the bot’s token, which @BotFather shows.');
  const answer = await callTelegram(app, token, { method: 'getMe', parameters: {}, result: me });
  if (!answer.ok) throw refuse(`Telegram says: ${answer.said}. ${remedyOf(answer)}`);
  await callTelegram(app, token, { method: 'deleteWebhook', parameters: {}, result: z.unknown() });
  return { token, id: String(answer.result.id), name: answer.result.username };
}

/** Asks Telegram who the bot in use is. @throws Problem `nothing_to_do` without a bot */
export async function testBot(app: App): Promise<TelegramAnswer> {
  const token = await tokenInUse(app);
  if (token === null)
    throw new Problem('nothing_to_do', 'There is no bot. Give its token and save, then ask Telegram.');
  const answer = await callTelegram(app, token, { method: 'getMe', parameters: {}, result: me });
  return answer.ok
    ? { isTaken: true, said: `@${answer.result.username}`, remedy: null }
    : { isTaken: false, said: answer.said, remedy: remedyOf(answer) };
}

const logged = ({ isOn, botName }: Pick<TelegramSettings, 'isOn' | 'botName'>) => ({ isOn, bot: botName });

/**
 * Stores the bot. Chats that were linked with another one are unlinked: the new one can't write to them.
 * @throws Problem `version_conflict`; `nothing_to_do` where there is no bot to switch off
 */
export async function changeTelegram(
  trx: Trx,
  { secret }: Pick<App, 'secret'>,
  { asked, version }: { asked: AskedBot | null; version: number },
  principal: Principal,
): Promise<void> {
  const row = await TelegramSettings.query(trx).first().forUpdate();
  if ((row?.version ?? 0) !== version)
    throw new Problem(
      'version_conflict',
      'Somebody changed the bot since you opened it. Reload, then change it.',
    );
  if (!asked && !row?.isOn) throw new Problem('nothing_to_do', 'There is no bot to switch off.');
  const isOther = asked !== null && asked.id !== row?.botId;
  if (isOther) await unlinkAddresses(trx, telegramChannel);
  const bot = asked && {
    botId: asked.id,
    botName: asked.name,
    tokenHint: `…${asked.token.slice(-4)}`,
    ...sealToken(secret, asked.token),
    ...(isOther ? { nextUpdate: 0 } : {}),
  };
  const after = { isOn: asked !== null, failingSince: null, problem: null, version: version + 1 };
  if (row)
    await TelegramSettings.query(trx)
      .findById('telegram')
      .patch({ ...bot, ...after, changedAt: raw('now()') });
  else await TelegramSettings.query(trx).insert({ id: 'telegram', ...bot, ...after });
  await audit(trx, principal, [
    {
      what: 'marketplace.telegram',
      subject: 'marketplace',
      before: row ? logged(row) : null,
      after: logged({ isOn: after.isOn, botName: bot?.botName ?? row?.botName ?? '' }),
    },
  ]);
}

/** Keeps what Telegram refuses, or that it doesn't. */
export async function keepFaring(trx: Trx, problem: string | null): Promise<void> {
  if (problem === null)
    await query(
      trx,
      'UPDATE telegram_settings SET failing_since = NULL, problem = NULL WHERE failing_since IS NOT NULL',
    );
  else
    await query(
      trx,
      'UPDATE telegram_settings SET failing_since = coalesce(failing_since, now()), problem = $1',
      [problem],
    );
}
