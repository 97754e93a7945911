/** The API key of a request: it comes in place of whoever is signed in, is counted, and is told from a person in every log. */
import type { Middleware } from 'koa';
import { hashOfToken } from '../accounts/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared } from '../platform/db/index.ts';
import { type Caller, type Ctx, createRateLimit, networkOf, type RateLimit } from '../platform/http/index.ts';
import { Problem } from '../platform/problem.ts';
import type { ApiKey } from './ApiKey.ts';
import { isToken } from './token.ts';

/** How exactly it is known when a key was used last, milliseconds. A write at every request would be too dear. */
const noteUseEveryMs = 60_000;
const minute = 60;
/** Keys that open nothing, which a network may try within a minute. */
const mostWrong = 60;

interface Found extends Pick<ApiKey, 'id' | 'name' | 'scopes'> {
  consignor_id: string | null;
  requests_per_minute: number;
  last_used_at: Date | null;
  opens: boolean;
}

const findText = `
  SELECT k.id, k.name, k.scopes, k.consignor_id, k.requests_per_minute, k.last_used_at,
    k.revoked_at IS NULL AND coalesce(k.expires_at > now(), true) AND c.deactivated_at IS NULL AS opens
  FROM api_keys k LEFT JOIN consignors_named c ON c.id = k.consignor_id WHERE k.token_hash = $1`;
const noteText = 'UPDATE api_keys SET last_used_at = now() WHERE id = $1';

/**
 * Sets `ctx.state.caller` where the request has `Authorization: Bearer …`; others pass.
 * @throws Problem `api_key_invalid` for a key that opens nothing, `too_many_requests` above its rate
 */
export function identifyKey(app: AppContext): Middleware {
  const limits = new Map<number, RateLimit>();
  const limitOf = (points: number): RateLimit => {
    const known = limits.get(points);
    if (known) return known;
    const made = createRateLimit(app, { name: 'api_key', points, seconds: minute });
    limits.set(points, made);
    return made;
  };
  const wrong = createRateLimit(app, { name: 'api_key_wrong', points: mostWrong, seconds: minute });
  return async (plain, next) => {
    const ctx = plain as unknown as Ctx;
    const given = /^Bearer\s+(\S+)$/i.exec(ctx.get('authorization'))?.[1];
    if (given === undefined) return next();
    const found = isToken(given) ? await find(app, given) : null;
    if (!found?.opens) {
      await wrong.consume(networkOf(ctx.ip));
      throw new Problem('api_key_invalid', whyNot(found));
    }
    ctx.state.caller = callerOf(found);
    await counted(limitOf(found.requests_per_minute), found);
    return next();
  };
}

const whyNot = (found: Found | null): string =>
  found === null
    ? 'There is no such key. Send one as Authorization: Bearer hk_…, whole and as it was shown when it was made.'
    : 'This key expired, was revoked, or its consignor is deactivated. Ask the marketplace for another one.';

function find({ db }: AppContext, token: string): Promise<Found | null> {
  return inTransaction(db, async (trx) => {
    const [found] = await queryPrepared<Found>(trx, findText, [hashOfToken(token)]);
    if (found?.opens && Date.now() - (found.last_used_at?.getTime() ?? 0) > noteUseEveryMs)
      await queryPrepared(trx, noteText, [found.id]);
    return found ?? null;
  });
}

const callerOf = ({ id, name, scopes, consignor_id: consignorId }: Found): Caller => ({
  fanId: null,
  personId: null,
  name,
  email: null,
  // The guard gives it those of the endpoint that it admits it to.
  roles: [],
  consignorId,
  lacksSecondFactor: false,
  hasFreshProof: false,
  hasPasskeyProof: false,
  key: { id, scopes },
});

async function counted(limit: RateLimit, { id, requests_per_minute: most }: Found): Promise<void> {
  try {
    await limit.consume(id);
  } catch (refusal) {
    if (!(refusal instanceof Problem) || refusal.code !== 'too_many_requests') throw refusal;
    const { retryAfter } = refusal.members;
    throw new Problem(
      'too_many_requests',
      `This key may make ${most} requests a minute. Nothing was done. Go on in ${retryAfter} s.`,
      { retryAfter },
    );
  }
}
