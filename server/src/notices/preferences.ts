/** What somebody chose to be told by which channel, and when their emails wait. */
import {
  channelByDefault,
  type NoticeChannel,
  type NoticeKind,
  type NoticePreferences,
  noticeChannels,
  type QuietHours,
} from '@holdfast/shared/notices';
import { DateTime, IANAZone } from 'luxon';
import { audit, type Principal } from '../platform/audit.ts';
import { query, queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';

interface QuietRow {
  from_minute: number;
  until_minute: number;
  time_zone: string;
}

const timeOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** What somebody chose, of these kinds; what they didn't choose is as the kind has it. */
export async function readPreferences(
  trx: Trx,
  ownerId: string,
  kinds: readonly NoticeKind[],
  { hasTelegram = false }: { hasTelegram?: boolean } = {},
): Promise<NoticePreferences> {
  const rows = await queryPrepared<{ kind: string; channel: string; is_on: boolean }>(
    trx,
    'SELECT kind, channel, is_on FROM notice_choices WHERE owner_id = $1',
    [ownerId],
  );
  const chosen = new Map(rows.map(({ kind, channel, is_on }) => [`${kind} ${channel}`, is_on]));
  const isOn = (kind: NoticeKind, channel: NoticeChannel) =>
    chosen.get(`${kind} ${channel}`) ?? channelByDefault(kind, channel);
  return {
    choices: kinds.map((kind) => ({
      kind,
      inbox: isOn(kind, 'inbox'),
      email: isOn(kind, 'email'),
      ...(hasTelegram ? { telegram: isOn(kind, 'telegram') } : {}),
    })),
    quiet: await readQuiet(trx, ownerId),
  };
}

async function readQuiet(trx: Trx, ownerId: string): Promise<QuietHours | null> {
  const [row] = await queryPrepared<QuietRow>(
    trx,
    'SELECT from_minute, until_minute, time_zone FROM notice_quiet_hours WHERE owner_id = $1',
    [ownerId],
  );
  return row
    ? { from: timeOf(row.from_minute), until: timeOf(row.until_minute), timeZone: row.time_zone }
    : null;
}

/**
 * Keeps what somebody chose; kinds that aren't named stay as they were.
 * @throws Problem `validation_failed` for a kind that isn't theirs or an unknown zone
 */
export async function keepPreferences(
  trx: Trx,
  ownerId: string,
  { choices, quiet }: NoticePreferences,
  kinds: readonly NoticeKind[],
  principal: Principal,
): Promise<void> {
  const at = choices.findIndex(({ kind }) => !kinds.includes(kind));
  if (at >= 0)
    throw fieldsRefused([
      {
        field: `choices.${at}.kind`,
        code: 'unknown',
        message: 'Nobody with your roles is told of this. Leave it out.',
      },
    ]);
  if (quiet && !IANAZone.isValidZone(quiet.timeZone))
    throw fieldsRefused([
      {
        field: 'quiet.timeZone',
        code: 'unknown',
        message: 'There is no such time zone. Choose one of the list.',
      },
    ]);
  const all = { hasTelegram: true };
  const before = await readPreferences(trx, ownerId, kinds, all);
  const rows = choices.flatMap((choice) =>
    noticeChannels.flatMap((channel) => {
      const isOn = choice[channel];
      return isOn === undefined ? [] : [{ kind: choice.kind, channel, isOn }];
    }),
  );
  await query(
    trx,
    `INSERT INTO notice_choices (owner_id, kind, channel, is_on)
     SELECT DISTINCT ON (n.kind, n.channel) $1, n.kind, n.channel, n.is_on
     FROM unnest($2::text[], $3::text[], $4::boolean[]) AS n (kind, channel, is_on)
     ON CONFLICT (owner_id, kind, channel) DO UPDATE SET is_on = EXCLUDED.is_on`,
    [ownerId, rows.map(({ kind }) => kind), rows.map(({ channel }) => channel), rows.map(({ isOn }) => isOn)],
  );
  await query(trx, 'DELETE FROM notice_quiet_hours WHERE owner_id = $1', [ownerId]);
  if (quiet)
    await query(
      trx,
      'INSERT INTO notice_quiet_hours (owner_id, from_minute, until_minute, time_zone) VALUES ($1, $2, $3, $4)',
      [ownerId, minuteOf(quiet.from), minuteOf(quiet.until), quiet.timeZone],
    );
  const after = await readPreferences(trx, ownerId, kinds, all);
  if (JSON.stringify(before) !== JSON.stringify(after))
    await audit(trx, principal, [{ what: 'notices.preferences', subject: ownerId, before, after }]);
}

/** Removes what somebody chose and linked. */
export async function forgetPreferences(trx: Trx, ownerId: string): Promise<void> {
  for (const table of ['notice_choices', 'notice_quiet_hours', 'notice_addresses', 'notice_link_codes'])
    await query(trx, `DELETE FROM ${table} WHERE owner_id = $1`, [ownerId]);
}

/** The kinds of which somebody wants no email, of those that are emailed unless they chose otherwise. */
export async function kindsWithoutEmail(trx: Trx, ownerId: string): Promise<Set<string>> {
  const rows = await queryPrepared<{ kind: string }>(
    trx,
    `SELECT kind FROM notice_choices WHERE owner_id = $1 AND channel = 'email' AND NOT is_on`,
    [ownerId],
  );
  return new Set(rows.map(({ kind }) => kind));
}

/** Until when somebody's emails wait, if it is quiet at this instant; null: they don't. */
export async function quietUntil(trx: Trx, ownerId: string, at: Date): Promise<Date | null> {
  const quiet = await readQuiet(trx, ownerId);
  return quiet && endOfQuiet(quiet, at);
}

/** When the quiet hours end that this instant is in; null: it is in none. */
export function endOfQuiet({ from, until, timeZone }: QuietHours, at: Date): Date | null {
  const now = DateTime.fromJSDate(at, { zone: timeZone });
  const minute = now.hour * 60 + now.minute;
  const [begins, ends] = [minuteOf(from), minuteOf(until)];
  const isQuiet = begins < ends ? minute >= begins && minute < ends : minute >= begins || minute < ends;
  if (!isQuiet) return null;
  const day = minute < ends ? now : now.plus({ days: 1 });
  return day.set({ hour: Math.floor(ends / 60), minute: ends % 60, second: 0, millisecond: 0 }).toJSDate();
}
