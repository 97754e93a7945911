import { blockList, blockQuery, buyerBlock, liftBlock as liftBody, newBlock } from '@holdfast/shared/blocks';
import { idParam } from '@holdfast/shared/http';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { blockBuyers, liftBlock } from './block.ts';
import { listBlocks, readBlock } from './listBlocks.ts';

const common = { tag: 'Admin: blocked buyers', roles: ['support'] } as const;

/** Who is blocked. Whoever made an order is blocked from its case: `POST /admin/reservations/:id/block`. */
export function blockRoutes(): AnyEndpoint[] {
  return [
    query({
      ...common,
      path: '/admin/blocks',
      summary: 'Blocked buyers, by address, account or card',
      query: blockQuery,
      answer: blockList,
      run: (trx, { query }) => listBlocks(trx, query),
    }),
    command({
      ...common,
      method: 'post',
      path: '/admin/blocks',
      summary: 'Block an email address: it holds and pays for nothing more; what is paid stays',
      idempotent: true,
      body: newBlock,
      answer: buyerBlock,
      status: 201,
      problems: ['validation_failed', 'already_blocked'],
      async run(trx, { body: { email, reason, until }, principal }) {
        const target = { kind: 'email', value: email, shown: email } as const;
        const [id] = await blockBuyers(trx, [target], { reason, until, reservationId: null }, principal);
        return readBlock(trx, id as string);
      },
    }),
    command({
      ...common,
      method: 'post',
      path: '/admin/blocks/:id/lift',
      params: idParam('buyerBlock'),
      summary: 'Lift a block, with a reason',
      idempotent: true,
      body: liftBody,
      answer: buyerBlock,
      problems: ['not_found', 'validation_failed'],
      async run(trx, { params, body, principal }) {
        await liftBlock(trx, params.id, body.reason, principal);
        return readBlock(trx, params.id);
      },
    }),
  ];
}
