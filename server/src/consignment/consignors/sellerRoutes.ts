/** What a consignor may see when they sign in: their own. */
import { delistWish, selling, sellingQuery } from '@holdfast/shared/consignment';
import { doerOf } from '../../platform/audit.ts';
import type { House } from '../../platform/house.ts';
import { type AnyEndpoint, type Caller, type Ctx, endpoint, once } from '../../platform/http/index.ts';
import { Problem } from '../../platform/problem.ts';
import { wishDelist } from './delist.ts';
import { sellingOf } from './sellerQueries.ts';

export function sellerRoutes({ db }: House): AnyEndpoint[] {
  const wish = (ctx: Ctx, body: { reason: string | null } | null) =>
    once(ctx, db, async (trx) => {
      const { id } = ctx.params as { id: string };
      await wishDelist(trx, ownConsignor(ctx.state.caller), id, body, doerOf(ctx));
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
      summary: 'Ask our desk to take a listing off sale; what a fan holds stays theirs to buy',
      roles: ['consignor'],
      idempotent: true,
      body: delistWish,
      status: 204,
      problems: ['not_found', 'transition_refused'],
      handle: (ctx, { body }) => wish(ctx, body),
    }),
    endpoint({
      method: 'delete',
      path: '/selling/listings/:id/delist',
      tag: 'Selling',
      summary: 'Take that wish back',
      roles: ['consignor'],
      status: 204,
      problems: ['not_found'],
      handle: (ctx) => wish(ctx, null),
    }),
  ];
}

/**
 * The one consignor whose rows the caller may read. An administrator passes every door, and has no rows here.
 * @throws Problem `forbidden` when the account belongs to no consignor
 */
export function ownConsignor({ consignorId, roles }: Caller): string {
  if (consignorId !== null && roles.includes('consignor')) return consignorId;
  throw new Problem('forbidden', 'This account belongs to no consignor. Ask our desk to connect it.');
}
