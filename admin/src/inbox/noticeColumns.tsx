import { type Notice, noticeKindFacts } from '@holdfast/shared/notices';
import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { workTime } from '../ui/time.ts';

type Cell = ICellRendererParams<Notice>;

/** The columns of an inbox: what happened, of which kind, and when. */
export const noticeColumns: ColDef<Notice>[] = [
  {
    colId: 'title',
    headerName: 'Notice',
    flex: 1,
    minWidth: 200,
    cellRenderer: ({ data }: Cell) =>
      data ? (
        <span className={data.readAt === null ? 'notice-new' : undefined}>
          <i className={data.readAt === null ? 'notice-dot' : 'notice-dot seen'} aria-hidden="true" />
          {data.readAt === null && <span className="sr">Unread: </span>}
          {data.page ? (
            <a href={`#${data.page}`} tabIndex={-1}>
              {data.title}
            </a>
          ) : (
            data.title
          )}
        </span>
      ) : null,
  },
  {
    colId: 'text',
    headerName: 'About',
    flex: 2,
    minWidth: 180,
    tooltipValueGetter: ({ data }) => data?.text,
    valueGetter: ({ data }) => data?.text ?? '',
  },
  {
    colId: 'kind',
    headerName: 'Kind',
    width: 170,
    valueGetter: ({ data }) => data && noticeKindFacts[data.kind].name,
  },
  { colId: 'at', headerName: 'When', width: 116, valueGetter: ({ data }) => (data ? workTime(data.at) : '') },
];
