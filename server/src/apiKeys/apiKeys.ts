/** API keys as administrators make, read and revoke them. */
import type { ApiKeyList, MadeApiKey, NewApiKey, ApiKey as Shown } from '@holdfast/shared/apiKeys';
import { hashOfToken } from '../accounts/index.ts';
import { readConsignor } from '../consignors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { type Columns, queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { ApiKey } from './ApiKey.ts';
import { newToken, prefixOf } from './token.ts';

type Row = Omit<Columns<ApiKey>, 'token_hash'> & {
  state: Shown['state'];
  consignor_name: string | null;
  creator: string | null;
};

/** Those that open something stand first, the newest of them at the top. */
const listText = `
  SELECT k.*, c.name AS consignor_name, p.name AS creator FROM (
    SELECT k.id, k.name, k.prefix, k.scopes, k.consignor_id, k.requests_per_minute, k.created_at, k.created_by, k.expires_at,
      k.revoked_at, k.last_used_at,
      CASE WHEN k.revoked_at IS NOT NULL THEN 'revoked' WHEN k.expires_at <= now() THEN 'expired'
        WHEN c.deactivated_at IS NOT NULL THEN 'closed' ELSE 'active' END AS state
    FROM api_keys k LEFT JOIN consignors_named c ON c.id = k.consignor_id
    WHERE $1::text IS NULL OR k.id = $1
  ) k LEFT JOIN consignors_named c ON c.id = k.consignor_id LEFT JOIN accounts_people_named p ON p.id = k.created_by
  ORDER BY k.state <> 'active', k.id DESC`;

/** All keys. */
export async function listApiKeys(trx: Trx): Promise<ApiKeyList> {
  const rows = await queryPrepared<Row>(trx, listText, [null]);
  return { data: rows.map(present), total: rows.length };
}

/** @throws Problem `not_found` */
export async function showApiKey(trx: Trx, id: string): Promise<Shown> {
  const [row] = await queryPrepared<Row>(trx, listText, [id]);
  if (!row) throw notFound('key');
  return present(row);
}

const present = (row: Row): Shown => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  consignor: row.consignor_id === null ? null : { id: row.consignor_id, name: row.consignor_name ?? '' },
  requestsPerMinute: row.requests_per_minute,
  state: row.state,
  createdAt: row.created_at.toISOString(),
  createdBy: { id: row.created_by, name: row.creator ?? row.created_by },
  expiresAt: row.expires_at?.toISOString() ?? null,
  revokedAt: row.revoked_at?.toISOString() ?? null,
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
});

/**
 * Makes a key. What opens the API is answered, and kept as a hash alone.
 * @param isLive whether it is told from keys of tests by its beginning
 * @throws Problem `validation_failed` for an end that is over, or a consignor that doesn't consign; `not_found` for one that there isn't
 */
export async function createApiKey(
  trx: Trx,
  wanted: NewApiKey,
  isLive: boolean,
  principal: Principal,
): Promise<MadeApiKey> {
  await requireUsable(trx, wanted);
  const id = newId('apiKey');
  const token = newToken(isLive);
  const { expiresAt, ...content } = wanted;
  await ApiKey.query(trx).insert({
    id,
    ...content,
    tokenHash: hashOfToken(token),
    prefix: prefixOf(token),
    createdAt: new Date(),
    createdBy: principal.by,
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
  });
  const made = await showApiKey(trx, id);
  await audit(trx, principal, [
    { what: 'apiKey.create', subject: id, before: null, after: { ...wanted, prefix: made.prefix } },
  ]);
  return { ...made, token };
}

async function requireUsable(trx: Trx, { consignorId, expiresAt }: NewApiKey): Promise<void> {
  if (expiresAt !== null && Date.parse(expiresAt) <= Date.now())
    throw fieldsRefused([
      { field: 'expiresAt', code: 'over', message: 'This is over already. Choose a later day, or none.' },
    ]);
  if (consignorId !== null && (await readConsignor(trx, consignorId)).deactivatedAt !== null)
    throw fieldsRefused([
      {
        field: 'consignorId',
        code: 'deactivated',
        message: 'This consignor is deactivated, so their key would open nothing. Choose another one.',
      },
    ]);
}

/** The key opens nothing from now on. @throws Problem `not_found`, `nothing_to_do` */
export async function revokeApiKey(trx: Trx, id: string, principal: Principal): Promise<void> {
  const key = await ApiKey.query(trx).findById(id).forUpdate();
  if (!key) throw notFound('key');
  if (key.revokedAt !== null)
    throw new Problem('nothing_to_do', 'This key was revoked already: it opens nothing.');
  const revokedAt = new Date();
  await key.$query(trx).patch({ revokedAt });
  await audit(trx, principal, [
    { what: 'apiKey.revoke', subject: id, before: { revokedAt: null }, after: { revokedAt } },
  ]);
}
