import { z } from 'zod';
import { type Gateway, newRecord } from '../gateway.ts';
import { type Endpoints, endpoint } from '../http/endpoint.ts';
import { missing } from '../http/errors.ts';
import { newId } from '../ids.ts';
import { presentPayout, presentTransaction } from '../presentBalance.ts';
import type { BalanceTransaction, Payout } from '../records.ts';

const currency = z.string().default('usd');
const newPayout = z.strictObject({ amount: z.int().positive(), currency });
const newTransaction = z.strictObject({
  type: z.string(),
  amount: z.int(),
  fee: z.int().default(0),
  currency,
  source: z.string().nullable().default(null),
  paymentIntent: z.string().nullable().default(null),
});
const changed = z.strictObject({
  amount: z.int().optional(),
  fee: z.int().optional(),
  currency: z.string().optional(),
  type: z.string().optional(),
});
const planted = z.strictObject({ amount: z.int(), currency });
const control = { isControl: true, isJson: true } as const;

function record(
  gateway: Gateway,
  movement: Pick<BalanceTransaction, 'type' | 'amount' | 'fee' | 'currency' | 'source' | 'parent'>,
): BalanceTransaction {
  const transaction: BalanceTransaction = {
    ...newRecord(gateway),
    kind: 'transaction',
    id: newId('txn'),
    ...movement,
  };
  gateway.store.change(transaction);
  return transaction;
}

/** What happens to the balance on its own, and what tests plant in it. */
export const balanceControls: Endpoints = {
  'POST /sandbox/payouts': endpoint(
    newPayout,
    ({ gateway, params }) => {
      const id = newId('po');
      const { id: transaction } = record(gateway, {
        type: 'payout',
        amount: -params.amount,
        fee: 0,
        currency: params.currency,
        source: id,
        parent: null,
      });
      const payout: Payout = {
        ...newRecord(gateway),
        kind: 'payout',
        id,
        status: 'paid',
        transaction,
        ...params,
      };
      gateway.store.change(payout);
      return presentPayout(payout);
    },
    control,
  ),
  'POST /sandbox/transactions': endpoint(
    newTransaction,
    ({ gateway, params: { paymentIntent: parent, ...movement } }) =>
      presentTransaction(record(gateway, { ...movement, parent })),
    control,
  ),
  'POST /sandbox/transactions/:id': endpoint(
    changed,
    async ({ gateway, id, params }) => {
      const transaction = await gateway.store.find('transaction', id);
      if (transaction === undefined) throw missing('balance_transaction', id);
      Object.assign(transaction, params);
      gateway.store.change(transaction);
      return presentTransaction(transaction);
    },
    control,
  ),
  'POST /sandbox/balance': endpoint(
    planted,
    ({ gateway, params }) => {
      gateway.store.change({ ...newRecord(gateway), kind: 'planted', id: newId('planted'), ...params });
      return params;
    },
    control,
  ),
};
