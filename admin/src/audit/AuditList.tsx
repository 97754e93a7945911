import { type AuditRow, auditQuery } from '@holdfast/shared/audit';
import { useState } from 'react';
import { ExportMenu } from '../exports/ExportMenu.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { readableDay } from '../ui/dates/typedDay.ts';
import { Empty } from '../ui/ErrorMessage.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditTable } from './AuditTable.tsx';
import { auditFilters, useAuditFilters } from './useAuditFilters.ts';

/** The address has days, the API instants. */
const days = { from: readableDay, until: readableDay };

/** The audit log: who did what, why, and the values before and after. It is append-only. */
export function AuditList() {
  useCrumbs('Also yours', 'Audit log');
  return (
    <DeskList<AuditRow>
      contract={auditQuery}
      filters={auditFilters}
      reads={days}
      sort={{ field: 'at', order: 'DESC' }}
    >
      <Head />
      <AuditFilters />
      <div className="body">
        <ListRows empty={<NoEntry />}>
          <AuditTable />
        </ListRows>
      </div>
    </DeskList>
  );
}

function Head() {
  const { query } = useAuditFilters();
  const [exporting, setExporting] = useState(false);
  useShortcuts([{ keys: 'x', does: 'export what is filtered', run: () => setExporting((open) => !open) }]);
  return (
    <PageHead
      title="Audit log"
      facts="Who changed what, when and why, as far as your work goes. Nothing is ever deleted here."
    >
      <ExportMenu resource="audit" address={query} open={exporting} setOpen={setExporting} />
    </PageHead>
  );
}

function NoEntry() {
  const { isFiltered, clear } = useAuditFilters();
  if (!isFiltered) return <Empty because="Nobody has changed anything yet." />;
  return (
    <Empty because="No entries match.">
      <button type="button" className="btn" onClick={clear}>
        Clear the filters
      </button>
    </Empty>
  );
}
