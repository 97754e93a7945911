import { journalQuery, journalSettings, journalSettingsChange } from '@holdfast/shared/accounting';
import type { AppContext } from '../../platform/appContext.ts';
import { inTransaction } from '../../platform/db/index.ts';
import { sendDownload } from '../../platform/downloads.ts';
import { type AnyEndpoint, command, endpoint, query } from '../../platform/http/index.ts';
import { Problem } from '../../platform/problem.ts';
import { readJournal } from './readJournal.ts';
import { changeJournalSettings, readJournalSettings } from './settings.ts';
import { journalWriters } from './writeJournal.ts';

const common = { tag: 'Admin: books', roles: ['finance'] } as const;

/** Journals for accounting software. */
export const journalRoutes = ({ db }: AppContext): AnyEndpoint[] => [
  query({
    ...common,
    path: '/admin/journal-settings',
    summary: 'How journals for accounting software are written',
    answer: journalSettings,
    run: (trx) => readJournalSettings(trx),
  }),
  command({
    ...common,
    method: 'put',
    idempotent: true,
    path: '/admin/journal-settings',
    summary: 'Change how journals are written',
    body: journalSettingsChange,
    answer: journalSettings,
    problems: ['validation_failed', 'version_conflict'],
    run: (trx, { body, principal }) => changeJournalSettings(trx, body, principal),
  }),
  endpoint({
    ...common,
    method: 'get',
    path: '/admin/journals.csv',
    summary: 'The journal of a period, day by day, as an accounting program imports it',
    query: journalQuery,
    problems: ['transition_refused'],
    async handle(ctx, { query: asked }) {
      const { lines, settings } = await inTransaction(db, async (trx) => ({
        lines: await readJournal(trx, asked),
        settings: await readJournalSettings(trx),
      }));
      if (lines.length === 0)
        throw new Problem('transition_refused', 'Nothing was booked in this period. Choose another one.');
      const body = journalWriters[asked.format](lines, settings);
      const file = `${asked.format === 'datev' ? 'EXTF_' : ''}journal-${asked.from}-${asked.until}-${asked.format}.csv`;
      return sendDownload(db, ctx, { noun: 'ledger', file, filter: asked, type: 'text/csv', body });
    },
  }),
];
