import { catalogueNames, type WaitingEvent } from '@holdfast/shared/catalogs';
import type { ColDef } from 'ag-grid-community';
import { ageOf, workTime } from '../../ui/time.ts';
import { placeSaid, startSaid, statusWords } from './saidWords.ts';
import { limitMs } from './useMatchingQueue.ts';

/** What the catalogue says, and why it waits or is ignored. */
export function entryColumns(narrow: boolean, ignored: boolean): ColDef<WaitingEvent>[] {
  const columns: ColDef<WaitingEvent>[] = [
    {
      colId: 'name',
      headerName: 'Event, as they call it',
      width: narrow ? 170 : 210,
      cellClass: 'key',
      tooltipValueGetter: ({ data }) => data?.said.name,
      valueGetter: ({ data }) => data?.said.name ?? '',
    },
    {
      colId: 'venue',
      headerName: 'Venue',
      width: narrow ? 150 : 190,
      valueGetter: ({ data }) => (data ? placeSaid(data.said) : ''),
    },
    {
      colId: 'start',
      headerName: 'Start, there',
      width: narrow ? 122 : 150,
      valueGetter: ({ data }) => (data ? startText(data) : ''),
    },
    ...(narrow
      ? []
      : [
          {
            colId: 'catalogue',
            headerName: 'Catalogue',
            width: 110,
            valueGetter: ({ data }: { data?: WaitingEvent }) => (data ? catalogueNames[data.catalogue] : ''),
          },
        ]),
    {
      colId: 'why',
      headerName: ignored ? 'Reason' : 'Why it waits',
      flex: 1,
      minWidth: 160,
      valueGetter: ({ data }) => (ignored ? data?.ignored?.reason : data?.why) ?? '',
    },
    ignored
      ? {
          colId: 'by',
          headerName: 'Ignored by',
          width: 170,
          valueGetter: ({ data }) =>
            data?.ignored ? `${data.ignored.by}, ${workTime(data.ignored.at)}` : '',
        }
      : {
          colId: 'age',
          headerName: 'Waits',
          type: 'rightAligned',
          width: 86,
          cellClassRules: { late: ({ data }) => data !== undefined && waitedMs(data) > limitMs },
          valueGetter: ({ data }) => (data ? ageOf(waitedMs(data)) : ''),
        },
  ];
  return columns;
}

const waitedMs = ({ since }: WaitingEvent) => Date.now() - Date.parse(since);

function startText({ said }: WaitingEvent): string {
  const start = startSaid(said);
  return said.status === 'scheduled' ? start : `${start}, ${statusWords[said.status]}`;
}
