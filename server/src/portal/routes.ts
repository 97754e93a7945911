/** What a consignor may see when they sign in: their own. */

import { idParam } from '@holdfast/shared/http';
import { delistRequest, selling, sellingQuery } from '@holdfast/shared/portal';
import type { StripeInUse } from '../connectedAccounts/index.ts';
import { requestDelist } from '../listings/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { moneyRoutes } from './moneyRoutes.ts';
import { ownConsignor } from './ownConsignor.ts';
import { payoutChoiceRoutes } from './payoutChoiceRoutes.ts';
import { sellingOf } from './queries.ts';
import { seasonRoutes } from './seasonRoutes.ts';

export function portalRoutes(app: AppContext, payments: StripeInUse): AnyEndpoint[] {
  return [
    ...moneyRoutes(app),
    ...payoutChoiceRoutes(app, payments),
    ...seasonRoutes(),
    query({
      path: '/selling',
      scopes: ['listings:read'],
      tag: 'Selling',
      summary: 'The signed-in consignor’s own listings, with what they brought and could bring',
      roles: ['consignor'],
      query: sellingQuery,
      answer: selling,
      problems: ['sign_in_required', 'forbidden'],
      read: (db, { query, caller }) => sellingOf(db, ownConsignor(caller), query),
    }),
    command({
      method: 'post',
      path: '/selling/listings/:id/delist',
      scopes: ['listings:write'],
      params: idParam('listing'),
      tag: 'Selling',
      summary: 'Ask our team to take a listing off sale; what a fan holds stays theirs to buy',
      roles: ['consignor'],
      idempotent: true,
      body: delistRequest,
      status: 204,
      problems: ['not_found', 'transition_refused'],
      run: (trx, { params, body, principal, caller }) =>
        requestDelist(trx, ownConsignor(caller), params.id, body, principal),
    }),
    command({
      method: 'delete',
      path: '/selling/listings/:id/delist',
      scopes: ['listings:write'],
      params: idParam('listing'),
      tag: 'Selling',
      summary: 'Take that request back',
      roles: ['consignor'],
      idempotent: true,
      status: 204,
      problems: ['not_found'],
      run: (trx, { params, principal, caller }) =>
        requestDelist(trx, ownConsignor(caller), params.id, null, principal),
    }),
  ];
}
