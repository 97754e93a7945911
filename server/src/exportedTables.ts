/** The one page where tables that can be downloaded are named: it makes their addresses, and what is written in the background. */
import { ledgerTable, reportTable } from './accounting/index.ts';
import { auditTable } from './audit/index.ts';
import { catalogTables } from './catalogFiles/index.ts';
import { listingTable } from './listings/index.ts';
import { agingTable, payoutTable } from './payouts/index.ts';
import type { ExportedTable } from './platform/spreadsheets/index.ts';
import { seasonTable, statementTable } from './portal/index.ts';
import { statisticsTable } from './statistics/index.ts';

export const exportedTables: readonly ExportedTable[] = [
  listingTable,
  ...catalogTables,
  statisticsTable,
  ledgerTable,
  reportTable,
  payoutTable,
  agingTable,
  auditTable,
  statementTable,
  seasonTable,
];
