/** What a consignor may see when they sign in: their own. */
import { selling, sellingQuery } from '@holdfast/shared/consignment';
import type { House } from '../../platform/house.ts';
import { type AnyEndpoint, type Caller, endpoint } from '../../platform/http/index.ts';
import { Problem } from '../../platform/problem.ts';
import { sellingOf } from './sellerQueries.ts';

export function sellerRoutes({ db }: House): AnyEndpoint[] {
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
  ];
}

/**
 * The one consignor whose rows the caller may read. An administrator passes every door, and has no rows here.
 * @throws Problem `forbidden` when the account belongs to no consignor
 */
function ownConsignor({ consignorId, roles }: Caller): string {
  if (consignorId !== null && roles.includes('consignor')) return consignorId;
  throw new Problem('forbidden', 'This account belongs to no consignor. Ask our desk to connect it.');
}
