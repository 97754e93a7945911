import { idParam } from '@holdfast/shared/http';
import { newPriceCap, priceCap, priceCapList } from '@holdfast/shared/priceCaps';
import { type AnyEndpoint, command, query } from '../../platform/http/index.ts';
import { createPriceCap, endPriceCap } from '../../priceCaps/index.ts';
import { listPriceCaps, showPriceCap } from './listPriceCaps.ts';

export function priceCapRoutes(): AnyEndpoint[] {
  const tag = 'Admin: price caps';
  return [
    query({
      path: '/admin/price-caps',
      tag,
      summary: 'What the law of a place allows above face value, with how much on sale is above it',
      roles: ['staff', 'finance'],
      answer: priceCapList,
      run: (trx) => listPriceCaps(trx),
    }),
    command({
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
      run: async (trx, { body, principal }) => showPriceCap(trx, await createPriceCap(trx, body, principal)),
    }),
    command({
      method: 'post',
      path: '/admin/price-caps/:id/end',
      params: idParam('priceCap'),
      tag,
      summary: 'End a cap; it stays to be read',
      roles: ['finance'],
      idempotent: true,
      answer: priceCap,
      problems: ['not_found'],
      async run(trx, { params: { id }, principal }) {
        await endPriceCap(trx, id, principal);
        return showPriceCap(trx, id);
      },
    }),
  ];
}
