import type { Mailing, MailingList } from '@holdfast/shared/mailings';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { call } from '../dataProvider/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { countOf } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Pager } from '../ui/Pager.tsx';
import { Reading } from '../ui/Reading.tsx';
import { type Column, RuledTable } from '../ui/RuledList.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { workTime } from '../ui/time.ts';

const perPage = 50;
/** Milliseconds: emails leave by themselves. */
const readEveryMs = 5_000;

/** What staff wrote to many at once. */
export function MailingsPage() {
  useCrumbs('Support', 'Messages');
  const navigate = useNavigate();
  const [page, setPage] = useState(1);
  const { data, error, refetch } = useQuery({
    queryKey: ['mailings', page],
    queryFn: () => call<MailingList>(`/admin/mailings?page=${page}&perPage=${perPage}`),
    placeholderData: keepPreviousData,
    refetchInterval: readEveryMs,
  });
  useShortcuts([{ keys: 'n', does: 'new message', run: () => navigate('/mailings/create') }]);
  return (
    <div className="col scrolls">
      <PageHead title="Messages" facts="What was written to many buyers or consignors at once.">
        <Link className="btn p" to="/mailings/create">
          New message <kbd>n</kbd>
        </Link>
      </PageHead>
      <div className="body">
        {error && !data ? (
          <ErrorMessage what="The messages couldn’t be loaded." error={error} retry={() => void refetch()} />
        ) : !data ? (
          <Reading what="the messages" />
        ) : data.total === 0 ? (
          <Empty because="Nothing was written to many yet. Begin here, or by “Message buyers” on an event’s page." />
        ) : (
          <>
            <RuledTable<Mailing>
              label="Messages"
              rows={data.data}
              columns={columns}
              to={({ id }) => `/mailings/${id}`}
            />
            <Pager page={page} pages={Math.ceil(data.total / perPage)} setPage={setPage} />
          </>
        )}
      </div>
    </div>
  );
}

const columns: readonly Column<Mailing>[] = [
  { head: 'Subject', cell: ({ subject }) => subject, wraps: true },
  { head: 'To', cell: ({ audienceText }) => audienceText, wraps: true },
  { head: 'State', cell: (mailing) => <MailingMark mailing={mailing} /> },
  { head: 'People', cell: ({ counts }) => countOf(counts.all), numeric: true },
  { head: 'Sent', cell: ({ counts }) => countOf(counts.sent), numeric: true },
  { head: 'Failed', cell: ({ counts }) => countOf(counts.failed), numeric: true },
  {
    head: 'Written',
    cell: ({ createdAt, by }) => `${workTime(createdAt)}, ${by ?? 'somebody'}`,
    wideOnly: true,
  },
];

/** Where a message stands. */
export function MailingMark({ mailing: { state, counts }, loud }: { mailing: Mailing; loud?: boolean }) {
  if (state === 'sending')
    return (
      <Mark shape="half" tone="info" loud={loud}>
        Being sent
      </Mark>
    );
  if (counts.failed > 0)
    return (
      <Mark shape="cross" tone="danger" loud={loud}>
        {countOf(counts.failed)} failed
      </Mark>
    );
  return state === 'stopped' ? (
    <Mark shape="square" tone="neutral" loud={loud}>
      Stopped
    </Mark>
  ) : (
    <Mark shape="tick" tone="success" loud={loud}>
      Sent
    </Mark>
  );
}
