import type { AdminContent, ContentVersion, contentVersionList } from '@holdfast/shared/content';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { call } from '../dataProvider/index.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { plural } from '../ui/figures.tsx';
import { type Column, RuledTable } from '../ui/RuledList.tsx';
import { workTime } from '../ui/time.ts';
import { ChangeList } from './ChangeList.tsx';

const perPage = 10;

/** Every version that was public, the newest first: who, when, and what changed. */
export function History({
  published,
  restore,
}: {
  published: AdminContent['published'];
  restore: (version: ContentVersion) => void;
}) {
  const [page, setPage] = useState(1);
  const { data, error, refetch } = useQuery({
    queryKey: ['content', 'versions', published.number, page],
    queryFn: () =>
      call<z.infer<typeof contentVersionList>>(`/admin/content-versions?page=${page}&perPage=${perPage}`),
    placeholderData: (before) => before,
  });
  const columns: Column<ContentVersion>[] = [
    { head: 'Version', cell: ({ number }) => number },
    {
      head: 'When',
      cell: ({ publishedAt }) => (publishedAt === null ? 'The first content' : workTime(publishedAt)),
    },
    { head: 'Who', cell: ({ publishedBy }) => publishedBy ?? '' },
    { head: 'What changed', wraps: true, cell: (version) => <What version={version} /> },
    {
      head: 'Restore',
      cell: (version) =>
        version.isPublic ? (
          'Public now'
        ) : (
          <button type="button" className="btn t" onClick={() => restore(version)}>
            Restore<span className="sr"> version {version.number}</span>
          </button>
        ),
    },
  ];
  return (
    <section className="sec">
      <h2>
        History <small>newest first</small>
      </h2>
      {error && <ErrorMessage what="The history couldn’t be loaded." error={error} retry={() => refetch()} />}
      {data && <RuledTable label="Versions of the content" columns={columns} rows={data.data} />}
      {data && data.total > perPage && (
        <p>
          <button type="button" className="btn t" disabled={page === 1} onClick={() => setPage(page - 1)}>
            Newer
          </button>{' '}
          <button
            type="button"
            className="btn t"
            disabled={page * perPage >= data.total}
            onClick={() => setPage(page + 1)}
          >
            Older
          </button>
        </p>
      )}
    </section>
  );
}

function What({ version: { number, note, restored, changes } }: { version: ContentVersion }) {
  if (number === 0) return <span className="mut">what the software comes with</span>;
  return (
    <>
      {note && <div>{note}</div>}
      {restored !== null && <div>Brought version {restored} back</div>}
      <details>
        <summary>{plural(changes.length, 'change')}</summary>
        <ChangeList changes={changes} />
      </details>
    </>
  );
}
