/** The machine of an entry, tied to its row and its offers. */
import { waitingContext, waitingMachine } from '@holdfast/shared/waitingLists/machines';
import { type ActionCall, defineActor } from '../platform/actors/index.ts';
import { queryPrepared, records, type Trx } from '../platform/db/index.ts';

type Calls<Name extends string> = ActionCall<typeof waitingMachine, Name>[];

/** The last of several calls in one batch is the one that stays on the row. */
async function keepRow(trx: Trx, calls: Calls<'keepRow'>): Promise<void> {
  const last = [...new Map(calls.map((call) => [call.actorId, call])).values()];
  const { from, value } = records(
    last.map(({ actorId: id, context, message, reason }) => ({
      id,
      size: context.size,
      limitAmount: context.limitAmount,
      placedAt: context.placedAt,
      offerId: context.offerId,
      offers: context.offers,
      lapses: context.lapses,
      restsUntil: context.restsUntil,
      endReason: message.type === 'remove' ? reason : null,
    })),
    {
      id: 'text',
      size: 'integer',
      limitAmount: 'integer',
      placedAt: 'timestamptz',
      offerId: 'text',
      offers: 'integer',
      lapses: 'integer',
      restsUntil: 'timestamptz',
      endReason: 'text',
    },
  );
  await queryPrepared(
    trx,
    `UPDATE waiting_entries e SET size = n.size, limit_amount = n.limit_amount, placed_at = n.placed_at, offer_id = n.offer_id,
       offers = n.offers, lapses = n.lapses, rests_until = n.rests_until, end_reason = n.end_reason
     FROM ${from} WHERE e.id = n.id`,
    [value],
  );
}

async function closeOffer(trx: Trx, calls: Calls<'closeOffer'>): Promise<void> {
  const { from, value } = records(
    calls.map(({ params, at }) => ({ ...params, at })),
    { offerId: 'text', outcome: 'text', at: 'timestamptz' },
  );
  await queryPrepared(
    trx,
    `UPDATE waiting_offers o SET outcome = n.outcome, ended_at = n.at FROM ${from} WHERE o.id = n.offer_id`,
    [value],
  );
}

export const waitingActor = defineActor(waitingMachine, {
  prefix: 'wte',
  table: 'waiting_entries',
  context: waitingContext,
  messages: {
    confirm: null,
    change: null,
    offer: null,
    bought: null,
    holdEnded: null,
    decline: null,
    stay: null,
    leave: null,
    remove: { label: 'Take off the list', needsReason: true },
    end: null,
  },
  inTransaction: {
    keepRow,
    closeOffer,
    forgetAddress: async (trx, calls) => {
      await queryPrepared(trx, `UPDATE waiting_entries SET email = '' WHERE id = ANY($1::text[])`, [
        calls.map(({ actorId }) => actorId),
      ]);
    },
  },
  jobs: {
    mail: ({ actorId, context, version, params: { what } }) => ({
      task: 'waitingLists.mail',
      payload: { entryId: actorId, what, version, offerId: context.offerId },
    }),
  },
});
