/** Where readers are reached by channels that they link themselves: by a code of their preferences, which is good once. */
import { createHash, randomInt } from 'node:crypto';
import { query, queryPrepared, type Trx } from '../platform/db/index.ts';

/** Minutes that a code is good. */
const codeMinutes = 15;
/** Without those that look alike. Ten of them are 10^15 codes, of which one is good for some minutes. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const codeLength = 10;

const hashOf = (code: string) => createHash('sha256').update(code.trim().toUpperCase()).digest('hex');

/** A linked channel as its owner sees it. */
export interface LinkedAddress {
  address: string;
  name: string;
  linked_at: Date;
  muted_until: Date | null;
  blocked_at: Date | null;
}

/** SQL: whoever linked it still signs in for its owner. */
const isTheirs = `EXISTS (SELECT FROM accounts_people_named p WHERE p.id = a.linked_by AND p.deactivated_at IS NULL
  AND (p.id = a.owner_id OR p.consignor_id = a.owner_id))`;

/** Makes a code; an earlier one of the same owner is good no more. */
export async function makeLinkCode(
  trx: Trx,
  { ownerId, channel, personId }: { ownerId: string; channel: string; personId: string },
): Promise<{ code: string; expiresAt: Date }> {
  const code = Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join('');
  const [row] = await query<{ expires_at: Date }>(
    trx,
    `INSERT INTO notice_link_codes (owner_id, channel, code_hash, made_by, expires_at)
     VALUES ($1, $2, $3, $4, now() + interval '${codeMinutes} minutes')
     ON CONFLICT (owner_id, channel) DO UPDATE
       SET code_hash = EXCLUDED.code_hash, made_by = EXCLUDED.made_by, expires_at = EXCLUDED.expires_at
     RETURNING expires_at`,
    [ownerId, channel, hashOf(code), personId],
  );
  return { code, expiresAt: (row as { expires_at: Date }).expires_at };
}

/** Links the address to whoever made the code. @returns whether the code was good */
export async function linkByCode(
  trx: Trx,
  channel: string,
  code: string,
  { address, name }: { address: string; name: string },
): Promise<boolean> {
  const [made] = await query<{ owner_id: string; made_by: string; is_good: boolean }>(
    trx,
    `DELETE FROM notice_link_codes WHERE channel = $1 AND code_hash = $2
     RETURNING owner_id, made_by, expires_at > now() AS is_good`,
    [channel, hashOf(code)],
  );
  if (!made?.is_good) return false;
  await query(
    trx,
    `INSERT INTO notice_addresses (owner_id, channel, address, name, linked_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (owner_id, channel) DO UPDATE SET address = EXCLUDED.address, name = EXCLUDED.name,
       linked_by = EXCLUDED.linked_by, linked_at = now(), muted_until = NULL, blocked_at = NULL`,
    [made.owner_id, channel, address, name.slice(0, 100), made.made_by],
  );
  return true;
}

/** What an owner linked; blocked ones too. */
export async function linkedAddress(
  trx: Trx,
  ownerId: string,
  channel: string,
): Promise<LinkedAddress | null> {
  const [row] = await queryPrepared<LinkedAddress>(
    trx,
    'SELECT address, name, linked_at, muted_until, blocked_at FROM notice_addresses WHERE (owner_id, channel) = ($1, $2)',
    [ownerId, channel],
  );
  return row ?? null;
}

/** Where an owner is told; null: nowhere. */
export async function addressOf(trx: Trx, ownerId: string, channel: string): Promise<string | null> {
  const [row] = await queryPrepared<{ address: string }>(
    trx,
    `SELECT a.address FROM notice_addresses a WHERE (a.owner_id, a.channel) = ($1, $2) AND a.blocked_at IS NULL AND ${isTheirs}`,
    [ownerId, channel],
  );
  return row?.address ?? null;
}

/** Whose an address is: people of the staff and consignors. */
export async function ownersAt(trx: Trx, channel: string, address: string): Promise<string[]> {
  const rows = await queryPrepared<{ owner_id: string }>(
    trx,
    `SELECT a.owner_id FROM notice_addresses a WHERE (a.channel, a.address) = ($1, $2) AND a.blocked_at IS NULL AND ${isTheirs}
     ORDER BY a.owner_id`,
    [channel, address],
  );
  return rows.map(({ owner_id }) => owner_id);
}

/** Nothing is sent to an address until then; null: it is from now on. */
export async function muteAddress(
  trx: Trx,
  channel: string,
  address: string,
  until: Date | null,
): Promise<void> {
  await query(trx, 'UPDATE notice_addresses SET muted_until = $3 WHERE (channel, address) = ($1, $2)', [
    channel,
    address,
    until,
  ]);
}

/** The channel says that its reader wants nothing more there. */
export async function blockAddress(trx: Trx, channel: string, address: string): Promise<void> {
  await query(
    trx,
    'UPDATE notice_addresses SET blocked_at = now() WHERE (channel, address) = ($1, $2) AND blocked_at IS NULL',
    [channel, address],
  );
}

/** Unlinks an address of all its owners, one of an owner, or a whole channel. @returns how many */
export async function unlinkAddresses(
  trx: Trx,
  channel: string,
  of: { address?: string; ownerId?: string } = {},
): Promise<number> {
  const rows = await query(
    trx,
    `DELETE FROM notice_addresses WHERE channel = $1 AND ($2::text IS NULL OR address = $2) AND ($3::text IS NULL OR owner_id = $3)
     RETURNING owner_id`,
    [channel, of.address ?? null, of.ownerId ?? null],
  );
  return rows.length;
}

/** How many owners linked a channel. */
export async function countLinked(trx: Trx, channel: string): Promise<number> {
  const [row] = await query<{ count: number }>(
    trx,
    'SELECT count(*)::int AS count FROM notice_addresses WHERE channel = $1 AND blocked_at IS NULL',
    [channel],
  );
  return row?.count ?? 0;
}
