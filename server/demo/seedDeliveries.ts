/**
 * Seeds the deliveries of past sales in every state: most tickets of coming games are with their fans, some are sent, due or
 * late, and a few are refused or can't be delivered.
 */
import type { DeliveryMessage } from '@holdfast/shared/deliveries/machines';
import { deliveryMachine } from '@holdfast/shared/deliveries/machines';
import { takeInDeliveries } from '../src/fulfillment/index.ts';
import { takeBackNotices } from '../src/notices/index.ts';
import { actors } from '../src/openAppContext.ts';
import { createEngine, type Engine, messageTo, sweep } from '../src/platform/actors/index.ts';
import type { AppContext } from '../src/platform/appContext.ts';
import { inTransaction, queryPrepared, records } from '../src/platform/db/index.ts';
import { setAttention } from '../src/reservations/index.ts';
import { randomFor } from './consignment/random.ts';

type Fate = 'due' | 'sent' | 'received' | 'refused' | 'failed';

/** What becomes of a delivery by chance; the nearer the game, the likelier it is with its fan. */
function fateOf(chance: number, hoursAhead: number): Fate {
  if (chance < 0.02) return 'failed';
  if (chance < 0.05) return 'refused';
  if (hoursAhead < 72) return chance < 0.2 ? 'due' : chance < 0.4 ? 'sent' : 'received';
  return chance < 0.6 ? 'due' : chance < 0.75 ? 'sent' : 'received';
}

const messages: Record<Fate, DeliveryMessage[]> = {
  due: [],
  sent: [{ type: 'send' }],
  received: [{ type: 'send' }, { type: 'receive', by: 'fan' }],
  refused: [{ type: 'send' }, { type: 'refuse', cause: 'notArrived' }],
  failed: [{ type: 'fail', fault: 'consignor' }],
};
const attentions: Partial<Record<Fate, string>> = {
  refused: 'The fan can’t accept the tickets: Nothing has arrived',
  failed: 'The tickets can’t be delivered, the part of the consignor: decide what the fan gets',
};

/** Emails nobody: what it tells of is past. @returns how many deliveries there are */
export async function seedDeliveries(
  { db }: Pick<AppContext, 'db'>,
  seed: string,
  by: string,
): Promise<number> {
  const engine = createEngine(actors, { add: async () => {} });
  await chooseWays(db);
  const made = await takeInDeliveries({ db, engine });
  await inTransaction(db, async (trx) => {
    const rows = await queryPrepared<{ id: string; reservation_id: string; hours: number }>(
      trx,
      `SELECT d.id, d.reservation_id, extract(epoch FROM e.starts_at - now())::float8 / 3600 AS hours
       FROM deliveries d JOIN events e ON e.id = d.event_id WHERE d.state = 'due' AND d.way = 'transfer' ORDER BY e.starts_at, d.id`,
    );
    const random = randomFor(seed, 'deliveries');
    const fates = rows.map((row) => ({ ...row, fate: fateOf(random.next(), row.hours) }));
    await settle(engine, trx, fates, by);
    for (const fate of ['refused', 'failed'] as const)
      await setAttention(
        trx,
        fates.filter((each) => each.fate === fate).map(({ reservation_id }) => reservation_id),
        'delivery',
        attentions[fate] as string,
      );
    // Their consignors knew of these sales when they happened.
    const known = await queryPrepared<{ recipientId: string; cause: string }>(
      trx,
      `DELETE FROM consignor_notifications WHERE email_cause IS NULL AND kind IN ('toDeliver', 'deliveryLate', 'deliveryRefused')
       RETURNING consignor_id AS "recipientId", cause`,
    );
    await takeBackNotices(trx, known);
  });
  // Those whose deadline is past are late.
  while ((await sweep(db, engine, new Date().toISOString())) > 0);
  return made;
}

/** Most tickets are transferred; brokers send some as files, by courier or to the venue. */
async function chooseWays(db: AppContext['db']): Promise<void> {
  await db.raw(
    `UPDATE listings l SET delivery_way = CASE hashtext(l.section || l."row") % 16 WHEN 1 THEN 'file' WHEN 2 THEN 'barcode'
       WHEN 3 THEN 'willCall' WHEN 4 THEN 'courier' ELSE 'transfer' END
     FROM consignors_named c WHERE c.id = l.consignor_id AND c.plan = 'Broker' AND l.kind = 'seated'`,
  );
}

async function settle(
  engine: Engine,
  trx: Parameters<typeof setAttention>[0],
  fates: ReadonlyArray<{ id: string; fate: Fate }>,
  by: string,
): Promise<void> {
  const reason = 'Sold twice by mistake; the other buyer was first';
  await engine.apply(
    trx,
    fates.flatMap(({ id, fate }) =>
      messages[fate].map((message) =>
        messageTo(deliveryMachine, id, message, { by, ...(message.type === 'fail' ? { reason } : {}) }),
      ),
    ),
  );
  const { from, value } = records(
    fates
      .filter(({ fate }) => fate !== 'due')
      .map(({ id, fate }, at) => ({
        id,
        reference: fate === 'failed' ? null : `T-${48_120_077 + at * 7_919}`,
        failureNote: fate === 'failed' ? reason : null,
      })),
    { id: 'text', reference: 'text', failureNote: 'text' },
  );
  await queryPrepared(
    trx,
    `UPDATE deliveries d SET reference = n.reference, failure_note = n.failure_note FROM ${from} WHERE d.id = n.id`,
    [value],
  );
}
