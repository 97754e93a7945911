import type { AuditRow } from '@holdfast/shared/support';
import { useState } from 'react';
import { useCrumbs } from '../ui/crumbs.tsx';
import { sayMessage } from '../ui/machine/route.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { RuledList } from '../ui/RuledList.tsx';
import { SearchFilter } from '../ui/SearchFilter.tsx';
import { Empty } from '../ui/Trouble.tsx';
import { workTime } from '../ui/time.ts';
import { Changes } from './Changes.tsx';

/** What people did here, why, and what it was before and after. Nothing leaves this list. */
export function AuditList() {
  useCrumbs('Also yours', 'Audit log');
  const [q, setQ] = useState('');
  return (
    <>
      <PageHead title="Audit log" facts="Who changed what, when and why, with the state before and after." />
      <div className="chips">
        <SearchFilter label="Filter by person, deed or id" value={q} onChange={setQ} />
      </div>
      <div className="body">
        <RuledList<AuditRow>
          label="Audit log"
          resource="audit"
          sort={{ field: 'at', order: 'DESC' }}
          filter={q ? { q } : {}}
          empty={<Empty because={q ? 'No entry fits.' : 'Nobody has changed anything yet.'} />}
          columns={[
            { head: 'When', cell: (row) => workTime(row.at) },
            { head: 'Who', cell: (row) => <b className="bold">{row.by}</b> },
            { head: 'What', cell: (row) => deedOf(row.what) },
            { head: 'On', cell: (row) => <code className="sm">{row.subject}</code>, wideOnly: true },
            {
              head: 'Before and after',
              cell: (row) => <Changes before={row.before} after={row.after} />,
              wraps: true,
            },
            {
              head: 'Reason',
              cell: (row) => row.reason ?? <span className="fnt">not asked for</span>,
              wraps: true,
            },
          ]}
        />
      </div>
    </>
  );
}

/** `listing.approve` reads `approve listing`. */
function deedOf(what: string): string {
  const [noun = '', verb] = what.split('.');
  return verb ? `${sayMessage(verb)} ${noun}` : noun;
}
