import { z } from 'zod';
import type { ConnectedAccount, Transfer } from '../connectRecords.ts';
import { saveTransfer } from '../events.ts';
import { create, type Gateway, get } from '../gateway.ts';
import { type Call, type Endpoints, endpoint, nothing } from '../http/endpoint.ts';
import { invalidRequest, unexpectedState } from '../http/errors.ts';
import { currency, integer, mergeMetadata, metadata } from '../http/params.ts';
import { newId } from '../ids.ts';
import { presentReversal, presentTransfer, reversedOf, takesTransfers } from '../presentConnect.ts';
import { decodeRecord } from '../records.ts';
import { connectedAccount } from './accounts.ts';
import { balanceOf } from './reads.ts';

const newTransfer = z.strictObject({
  amount: integer,
  currency,
  destination: z.string(),
  description: z.string().optional(),
  transfer_group: z.string().optional(),
  metadata,
});
const newReversal = z.strictObject({
  amount: integer.optional(),
  description: z.string().optional(),
  metadata,
});
const listed = z.strictObject({
  limit: integer.default(10),
  starting_after: z.string().optional(),
  transfer_group: z.string().optional(),
  destination: z.string().optional(),
  created: z.strictObject({ gte: integer }).optional(),
});

/** Transfers are made one after another: each looks at what the one before left in the balance. */
const last = new WeakMap<object, Promise<unknown>>();
function oneAtATime<T>({ store }: Gateway, work: () => Promise<T>): Promise<T> {
  const next = (last.get(store) ?? Promise.resolve()).then(work);
  last.set(
    store,
    next.catch(() => {}),
  );
  return next;
}

async function makeTransfer(call: Call<z.output<typeof newTransfer>>) {
  const { params, store } = call;
  if (params.amount < 1)
    throw invalidRequest(
      'This value must be greater than or equal to 1.',
      'amount',
      'parameter_invalid_integer',
    );
  const destination = await connectedAccount(call, params.destination);
  if (!takesTransfers(destination))
    throw unexpectedState(
      'insufficient_capabilities_for_transfer',
      'Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments',
    );
  if (destination.defaultCurrency !== params.currency)
    throw unexpectedState(
      'currency_not_supported',
      `The destination account can't receive ${params.currency}: it takes ${destination.defaultCurrency}.`,
    );
  await store.committed();
  const available = await balanceOf(call, params.currency);
  if (available < params.amount)
    throw unexpectedState(
      'balance_insufficient',
      'You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance.',
    );
  const account = (await store.find('account', destination.id)) as ConnectedAccount;
  const id = newId('tr');
  const movement = { type: 'transfer', amount: -params.amount, fee: 0, currency: params.currency };
  const { id: transaction } = create(call, 'transaction', { ...movement, source: id });
  account.balance += params.amount;
  store.change(account);
  const transfer = create<'transfer'>(call, 'transfer', {
    id,
    amount: params.amount,
    currency: params.currency,
    destination: account.id,
    description: params.description ?? null,
    transferGroup: params.transfer_group ?? null,
    metadata: mergeMetadata(params.metadata),
    transaction,
    reversals: [],
  });
  saveTransfer(call, transfer, 'created');
  return presentTransfer(transfer);
}

async function reverse(call: Call<z.output<typeof newReversal>>) {
  const { store, params } = call;
  const { destination } = await get(call, 'transfer', call.id);
  const [transfer, account] = (await store.findAll([call.id, destination])) as [Transfer, ConnectedAccount];
  const left = transfer.amount - reversedOf(transfer);
  if (left === 0)
    throw unexpectedState('transfer_already_reversed', `Transfer ${transfer.id} is already fully reversed.`);
  const amount = params.amount ?? left;
  if (amount < 1 || amount > left)
    throw invalidRequest(
      `Reversal amount (${amount}) is greater than unreversed amount on transfer (${left})`,
      'amount',
    );
  if (account.balance < amount)
    throw unexpectedState(
      'balance_insufficient',
      'The connected account does not have sufficient funds to reverse this transfer.',
    );
  const id = newId('trr');
  const movement = { type: 'transfer_refund', amount, fee: 0, currency: transfer.currency };
  const { id: transaction } = create(call, 'transaction', {
    ...movement,
    source: id,
    // Leads to the transfer, which is what an expanded source names.
    parent: transfer.id,
  });
  account.balance -= amount;
  store.change(account);
  const reversal = {
    id,
    created: call.clock.nowSeconds(),
    amount,
    metadata: mergeMetadata(params.metadata),
    transaction,
  };
  transfer.reversals.push(reversal);
  saveTransfer(call, transfer, 'reversed');
  return presentReversal(reversal, transfer);
}

/** Stripe's transfers. Source: docs.stripe.com/api/transfers, /api/transfer_reversals */
export const transfers: Endpoints = {
  'POST /v1/transfers': endpoint(newTransfer, (call) => oneAtATime(call, () => makeTransfer(call)), {
    operation: 'transfer',
  }),
  'GET /v1/transfers': endpoint(listed, async ({ store, params }) => {
    const rows = await store.query<{ body: unknown }>(
      `SELECT body FROM $schema.records WHERE kind = 'transfer'
         AND ($1::text IS NULL OR body->>'transferGroup' = $1) AND ($2::text IS NULL OR body->>'destination' = $2)
         AND ($3::bigint IS NULL OR created >= $3)
         AND ($4::text IS NULL OR seq < (SELECT seq FROM $schema.records WHERE id = $4))
       ORDER BY seq DESC LIMIT $5`,
      [
        params.transfer_group ?? null,
        params.destination ?? null,
        params.created?.gte ?? null,
        params.starting_after ?? null,
        params.limit + 1,
      ],
    );
    return {
      object: 'list',
      data: rows.slice(0, params.limit).map(({ body }) => presentTransfer(decodeRecord(body) as Transfer)),
      has_more: rows.length > params.limit,
      url: '/v1/transfers',
    };
  }),
  'GET /v1/transfers/:id': endpoint(nothing, async (call) =>
    presentTransfer(await get(call, 'transfer', call.id)),
  ),
  'POST /v1/transfers/:id/reversals': endpoint(newReversal, (call) => oneAtATime(call, () => reverse(call)), {
    operation: 'reversal',
  }),
};
