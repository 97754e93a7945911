import { advanceSettings, advanceSettingsInput } from '@holdfast/shared/payouts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { changeAdvanceSettings, readAdvanceSettings } from './advanceSettings.ts';

const common = { tag: 'Admin: settings', path: '/admin/settings/advances', answer: advanceSettings } as const;

/** Whether advances are paid: finance reads it, administrators set it. */
export function advanceRoutes(): AnyEndpoint[] {
  return [
    query({
      ...common,
      roles: ['finance'],
      summary: 'Whether advances are paid',
      run: (trx) => readAdvanceSettings(trx),
    }),
    command({
      ...common,
      method: 'put',
      roles: ['admin'],
      freshProof: true,
      idempotent: true,
      summary: 'Switch advances on or off, from the next run of payouts on',
      body: advanceSettingsInput,
      problems: ['validation_failed', 'version_conflict'],
      async run(trx, { body, principal }) {
        await changeAdvanceSettings(trx, body, principal);
        return readAdvanceSettings(trx);
      },
    }),
  ];
}
