import type { EmailRow } from '@holdfast/shared/support';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { RuledList } from '../ui/RuledList.tsx';
import { SearchFilter } from '../ui/SearchFilter.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import { Views } from '../ui/Views.tsx';

const views = [
  { value: 'all', name: 'All' },
  { value: 'failed', name: 'Failed' },
  { value: 'queued', name: 'Queued' },
  { value: 'sent', name: 'Sent' },
  { value: 'kept', name: 'Kept here' },
];

export function EmailList() {
  useCrumbs('Support', 'Outbox');
  const [query] = useSearchParams();
  const [q, setQ] = useState('');
  const state = query.get('state') ?? 'all';
  return (
    <>
      <PageHead
        title="Outbox"
        facts="Every email that the marketplace wrote. Without an email server they are kept here."
      />
      <Views param="state" label="Emails by state" views={views}>
        <span>Newest first</span>
      </Views>
      <div className="chips">
        <SearchFilter label="Filter by address or subject" value={q} onChange={setQ} />
      </div>
      <div className="body">
        <RuledList<EmailRow>
          label="Emails"
          resource="emails"
          sort={{ field: 'createdAt', order: 'DESC' }}
          filter={{ ...(state === 'all' ? {} : { state }), ...(q ? { q } : {}) }}
          to={(row) => `/emails/${row.id}/show`}
          empty={<Empty because="No email fits." />}
          columns={[
            { head: 'Subject', cell: (row) => row.subject },
            { head: 'To', cell: (row) => row.to },
            { head: 'State', cell: (row) => <StateMark kind="mail" state={row.state} /> },
            {
              head: 'What went wrong',
              cell: (row) => <span className="dn">{row.error}</span>,
              wraps: true,
              wideOnly: true,
            },
            { head: 'Written', cell: (row) => workTime(row.createdAt), numeric: true },
            {
              head: 'Sent',
              cell: (row) => (row.sentAt ? workTime(row.sentAt) : <span className="fnt">not sent</span>),
              numeric: true,
            },
          ]}
        />
      </div>
    </>
  );
}
