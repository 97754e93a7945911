/** What was done to the record of the page, newest first: from the audit log. */
import type { AuditRow } from '@holdfast/shared/audit';
import { DataTable, ReferenceManyField } from 'react-admin';
import { Pages } from '../ui/lists/DeskList.tsx';
import { actionText } from './actionText.ts';
import { Changes } from './Changes.tsx';
import { logTime } from './logTime.ts';

/** @param source the field of the record that has the id of what was changed */
export function RecordLog({ source = 'id' }: { source?: string }) {
  return (
    <section className="sec">
      <h2>
        Log <small>newest first</small>
      </h2>
      <ReferenceManyField
        reference="audit"
        source={source}
        target="subject"
        sort={{ field: 'at', order: 'DESC' }}
        perPage={25}
        pagination={<Pages />}
        empty={<p className="mut">Nothing was changed yet.</p>}
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
        <section className="log-rows" tabIndex={0} aria-label="Entries of the log">
          <DataTable<AuditRow> aria-label="Log" rowClick={false}>
            <DataTable.Col<AuditRow> label="When" render={(row) => logTime(row.at)} />
            <DataTable.Col<AuditRow> label="Who" render={(row) => row.by.name} />
            <DataTable.Col<AuditRow> label="What" render={(row) => actionText(row.what)} />
            <DataTable.Col<AuditRow>
              label="Before and after"
              className="wrap"
              render={(row) => <Changes entry={row} />}
            />
            <DataTable.Col<AuditRow> label="Why" className="wrap" render={(row) => row.reason} />
          </DataTable>
        </section>
      </ReferenceManyField>
    </section>
  );
}
