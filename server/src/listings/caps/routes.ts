import { newPriceCap, priceCap, priceCapList } from '@holdfast/shared/priceCaps';
import type { AppContext } from '../../platform/appContext.ts';
import { principalOf } from '../../platform/audit.ts';
import { inTransaction } from '../../platform/db/index.ts';
import { type AnyEndpoint, endpoint, once } from '../../platform/http/index.ts';
import { createPriceCap, endPriceCap } from '../../priceCaps/index.ts';
import { listPriceCaps, showPriceCap } from './listPriceCaps.ts';

export function priceCapRoutes({ db }: AppContext): AnyEndpoint[] {
  const tag = 'Admin: price caps';
  return [
    endpoint({
      method: 'get',
      path: '/admin/price-caps',
      tag,
      summary: 'What the law of a place allows above face value, with how much on sale is above it',
      roles: ['staff', 'finance'],
      answer: priceCapList,
      handle: () => inTransaction(db, (trx) => listPriceCaps(trx)),
    }),
    endpoint({
      method: 'post',
      path: '/admin/price-caps',
      tag,
      summary: 'Set a cap; what is on sale above it waits in "to price"',
      roles: ['finance'],
      idempotent: true,
      body: newPriceCap,
      answer: priceCap,
      status: 201,
      problems: ['validation_failed', 'cap_exists'],
      handle: (ctx, { body }) =>
        once(ctx, db, async (trx) => showPriceCap(trx, await createPriceCap(trx, body, principalOf(ctx)))),
    }),
    endpoint({
      method: 'post',
      path: '/admin/price-caps/:id/end',
      tag,
      summary: 'End a cap; it stays to be read',
      roles: ['finance'],
      idempotent: true,
      answer: priceCap,
      problems: ['not_found'],
      handle: (ctx) =>
        once(ctx, db, async (trx) => {
          const id = String(ctx.params.id);
          await endPriceCap(trx, id, principalOf(ctx));
          return showPriceCap(trx, id);
        }),
    }),
  ];
}
