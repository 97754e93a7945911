/** What a consignor may see when they sign in: their own. */
import { delistRequest, selling, sellingQuery } from '@holdfast/shared/portal';
import { requestDelist } from '../listings/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { principalOf } from '../platform/audit.ts';
import { type AnyEndpoint, type Caller, type Ctx, endpoint, once } from '../platform/http/index.ts';
import { Problem } from '../platform/problem.ts';
import { sellingOf } from './queries.ts';

export function portalRoutes({ db }: AppContext): AnyEndpoint[] {
  const requestDelistOf = (ctx: Ctx, body: { reason: string | null } | null) =>
    once(ctx, db, async (trx) => {
      const { id } = ctx.params as { id: string };
      await requestDelist(trx, ownConsignor(ctx.state.caller), id, body, principalOf(ctx));
      return undefined;
    });
  return [
    endpoint({
      method: 'get',
      path: '/selling',
      tag: 'Selling',
      summary: 'The signed-in consignor’s own listings, with what they brought and could bring',
      roles: ['consignor'],
      query: sellingQuery,
      answer: selling,
      problems: ['sign_in_required', 'forbidden'],
      handle: (ctx, { query }) => sellingOf(db, ownConsignor(ctx.state.caller), query),
    }),
    endpoint({
      method: 'post',
      path: '/selling/listings/:id/delist',
      tag: 'Selling',
      summary: 'Ask our team to take a listing off sale; what a fan holds stays theirs to buy',
      roles: ['consignor'],
      idempotent: true,
      body: delistRequest,
      status: 204,
      problems: ['not_found', 'transition_refused'],
      handle: (ctx, { body }) => requestDelistOf(ctx, body),
    }),
    endpoint({
      method: 'delete',
      path: '/selling/listings/:id/delist',
      tag: 'Selling',
      summary: 'Take that wish back',
      roles: ['consignor'],
      status: 204,
      problems: ['not_found'],
      handle: (ctx) => requestDelistOf(ctx, null),
    }),
  ];
}

/**
 * The one consignor whose rows the caller may read. An administrator passes every door, and has no rows here.
 * @throws Problem `forbidden` when the account belongs to no consignor
 */
export function ownConsignor({ consignorId, roles }: Caller): string {
  if (consignorId !== null && roles.includes('consignor')) return consignorId;
  throw new Problem('forbidden', 'This account belongs to no consignor. Ask our team to connect it.');
}
