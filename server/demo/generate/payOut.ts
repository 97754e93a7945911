/**
 * Pays what is due of the generated orders, by finance's own commands: one run by check, of which one payout came back, and a
 * consignor who owes a claim.
 */
import { adjust } from '../../src/payouts/index.ts';
import type { AppContext } from '../../src/platform/appContext.ts';
import { inTransaction, queryPrepared } from '../../src/platform/db/index.ts';
import { changeTaxDataSettings, showTaxDataSettings } from '../../src/taxpayers/index.ts';
import { financePeople, seedRun } from '../seedPayouts.ts';

/** Generated consignors gave no tax data: where it is asked for, nobody of them would be paid, so that it isn't. */
export async function askNoTaxData({ db }: Pick<AppContext, 'db'>): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { version, limit } = await showTaxDataSettings(trx);
    await changeTaxDataSettings(trx, { isAsked: false, limit, version }, (await financePeople(trx)).approver);
  });
}

/** Nothing where nothing is due. The tickets' deliveries must be there: what isn't delivered isn't paid. */
export async function payOut({ db }: Pick<AppContext, 'db'>): Promise<void> {
  await inTransaction(db, async (trx) => {
    const people = await financePeople(trx);
    await seedRun(trx, people, null);
    const [paid] = await queryPrepared<{ consignor_id: string; amount: number }>(
      trx,
      `SELECT consignor_id, amount FROM payouts_made WHERE state = 'paid' ORDER BY created_at DESC, amount, id LIMIT 1`,
    );
    if (!paid) return;
    const reason = 'Seats of these games were given to somebody else as well';
    await adjust(trx, paid.consignor_id, { kind: 'against', amount: paid.amount, reason }, people.maker);
  });
}
