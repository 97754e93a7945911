import type { AuditRow } from '@holdfast/shared/audit';
import type { ReactNode } from 'react';
import { DataTable } from 'react-admin';
import { PageLink } from '../authProvider/PageLink.tsx';
import { actionText, nounOf, pageOf } from './actionText.ts';
import { Changes } from './Changes.tsx';
import { logTime } from './logTime.ts';
import { useAuditFilters } from './useAuditFilters.ts';

/** The entries; a name, an action and a subject narrow the log to themselves. */
export function AuditTable() {
  const { change } = useAuditFilters();
  return (
    <div className="log-rows">
      <DataTable<AuditRow> aria-label="Audit log" rowClick={false}>
        <DataTable.Col<AuditRow>
          source="at"
          label="When"
          sortByOrder="DESC"
          render={(row) => <time dateTime={row.at}>{logTime(row.at)}</time>}
        />
        <DataTable.Col<AuditRow>
          label="Who"
          render={({ by }) => (
            <Narrow what={`by ${by.name}`} onClick={() => change({ by: by.id })}>
              <b className="bold">{by.name}</b>
            </Narrow>
          )}
        />
        <DataTable.Col<AuditRow>
          label="What"
          render={({ what }) => (
            <Narrow what={actionText(what)} onClick={() => change({ what })}>
              {actionText(what)}
            </Narrow>
          )}
        />
        <DataTable.Col<AuditRow>
          label="On"
          className="wrap"
          render={(row) => <Subject row={row} only={() => change({ subject: row.subject })} />}
        />
        <DataTable.Col<AuditRow>
          label="Before and after"
          className="wrap"
          render={(row) => <Changes entry={row} />}
        />
        <DataTable.Col<AuditRow>
          label="Reason"
          className="wrap"
          render={(row) => row.reason ?? <span className="fnt phone-out">not asked for</span>}
        />
      </DataTable>
    </div>
  );
}

/** A value that filters the log by itself when pressed. */
function Narrow({ what, onClick, children }: { what: string; onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className="link plain" title={`Only ${what}`} onClick={onClick}>
      {children}
    </button>
  );
}

function Subject({ row, only }: { row: AuditRow; only: () => void }) {
  const page = pageOf(row.subject);
  const name = row.label ?? nounOf(row.subject);
  return (
    <>
      {page ? (
        <PageLink to={page}>{name}</PageLink>
      ) : (
        <span title={row.label ? undefined : row.subject}>{name}</span>
      )}{' '}
      <button type="button" className="link sm" aria-label={`All of ${name}`} onClick={only}>
        all
      </button>
    </>
  );
}
