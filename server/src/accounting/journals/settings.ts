/** How journals are written: read and changed by finance. */
import {
  type JournalSettings,
  journalSettings,
  type journalSettingsChange,
} from '@holdfast/shared/accounting';
import type { z } from 'zod';
import { audit, type Principal } from '../../platform/audit.ts';
import { queryPrepared, type Trx } from '../../platform/db/index.ts';
import { Problem } from '../../platform/problem.ts';

/** The settings; what was never given is empty. */
export async function readJournalSettings(trx: Trx): Promise<JournalSettings> {
  const [row] = await queryPrepared<{ accounts: unknown; tax_rate: string; datev: unknown; version: number }>(
    trx,
    'SELECT accounts, tax_rate, datev, version FROM journal_settings',
    [],
  );
  if (!row) throw new Error('there are no settings of journals: the migration writes them');
  const { tax_rate: taxRate, ...rest } = row;
  return journalSettings.parse({ id: 'journals', taxRate, ...rest });
}

/** @throws Problem `version_conflict` */
export async function changeJournalSettings(
  trx: Trx,
  { version, ...change }: z.output<typeof journalSettingsChange>,
  principal: Principal,
): Promise<JournalSettings> {
  const { id: _id, version: _version, ...before } = await readJournalSettings(trx);
  const changed = await queryPrepared(
    trx,
    `UPDATE journal_settings SET accounts = $1, tax_rate = $2, datev = $3, version = version + 1 WHERE version = $4 RETURNING version`,
    [JSON.stringify(change.accounts), change.taxRate, JSON.stringify(change.datev), version],
  );
  if (changed.length === 0)
    throw new Problem(
      'version_conflict',
      'Somebody changed this since you opened it. Reload, then change it.',
    );
  await audit(trx, principal, [{ what: 'ledger.journals', subject: 'journals', before, after: change }]);
  return readJournalSettings(trx);
}
