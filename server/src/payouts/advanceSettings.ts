/** Whether advances are paid, as administrators set it. */
import type { AdvanceSettings, advanceSettingsInput } from '@holdfast/shared/payouts';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';

interface Row {
  is_on: boolean;
  version: number;
}

async function rowOf(trx: Trx, lock: boolean): Promise<Row> {
  const [row] = await queryPrepared<Row>(
    trx,
    `SELECT is_on, version FROM payout_advance_settings${lock ? ' FOR UPDATE' : ''}`,
    [],
  );
  if (!row) throw new Error('there are no settings of advances: the migration writes them');
  return row;
}

export const advancesAreOn = async (trx: Trx): Promise<boolean> => (await rowOf(trx, false)).is_on;

export async function readAdvanceSettings(trx: Trx): Promise<AdvanceSettings> {
  const { is_on, version } = await rowOf(trx, false);
  return { id: 'advances', isOn: is_on, version };
}

/** Switches advances on or off, from the next run on; what was advanced stays. @throws Problem `version_conflict` */
export async function changeAdvanceSettings(
  trx: Trx,
  { isOn, version }: z.output<typeof advanceSettingsInput>,
  principal: Principal,
): Promise<void> {
  const row = await rowOf(trx, true);
  if (row.version !== version)
    throw new Problem(
      'version_conflict',
      'Somebody changed this since you opened it. Reload, then change it.',
    );
  if (row.is_on === isOn) return;
  await queryPrepared(
    trx,
    'UPDATE payout_advance_settings SET is_on = $1, version = version + 1, changed_at = now()',
    [isOn],
  );
  await audit(trx, principal, [
    {
      what: 'marketplace.changeAdvances',
      subject: 'advances',
      before: { isOn: row.is_on },
      after: { isOn },
    },
  ]);
}
