import type { WaitingEvent } from '@holdfast/shared/feeds';
import type { ColDef } from 'ag-grid-community';
import { ageOf, workTime } from '../../ui/time.ts';
import { placeText, startOfEventText, statusWords } from './feedEventText.ts';
import { limitMs } from './useMatchingQueue.ts';

const shortNames: Record<WaitingEvent['feed'], string> = {
  skybox: 'SkyBox',
  ticketmaster: 'Ticketmaster',
};

/** Columns of the entry list. Columns that the panel repeats are hidden first when room is short. */
export function entryColumns(narrow: boolean, ignored: boolean): ColDef<WaitingEvent>[] {
  const name: ColDef<WaitingEvent> = {
    colId: 'name',
    headerName: 'Event, as they call it',
    flex: 4,
    minWidth: 170,
    cellClass: 'key',
    valueGetter: ({ data }) => data?.facts.name ?? '',
  };
  const venue: ColDef<WaitingEvent> = {
    colId: 'venue',
    headerName: 'Venue',
    flex: 3,
    minWidth: 120,
    valueGetter: ({ data }) => (data ? placeText(data.facts) : ''),
  };
  const start: ColDef<WaitingEvent> = {
    colId: 'start',
    headerName: 'Start, there',
    width: 150,
    valueGetter: ({ data }) => (data ? startText(data) : ''),
  };
  const feedColumn: ColDef<WaitingEvent> = {
    colId: 'feed',
    headerName: 'Feed',
    width: 96,
    valueGetter: ({ data }) => (data ? shortNames[data.feed] : ''),
  };
  const why: ColDef<WaitingEvent> = {
    colId: 'why',
    headerName: ignored ? 'Reason' : 'Why it waits',
    flex: 3,
    minWidth: 90,
    valueGetter: ({ data }) => (ignored ? data?.ignored?.reason : data?.why) ?? '',
  };
  const by: ColDef<WaitingEvent> = {
    colId: 'by',
    headerName: 'Ignored by',
    width: 140,
    valueGetter: ({ data }) => (data?.ignored ? `${data.ignored.by}, ${workTime(data.ignored.at)}` : ''),
  };
  const owner: ColDef<WaitingEvent> = {
    colId: 'owner',
    headerName: 'Owner',
    width: narrow ? 84 : 92,
    cellClassRules: { fnt: ({ data }) => data !== undefined && data.owner === null },
    valueGetter: ({ data }) => (data ? (data.owner?.name ?? 'nobody') : ''),
  };
  const age: ColDef<WaitingEvent> = {
    colId: 'age',
    headerName: 'Waits',
    type: 'rightAligned',
    width: 72,
    cellClassRules: { late: ({ data }) => data !== undefined && waitedMs(data) > limitMs },
    valueGetter: ({ data }) => (data ? ageOf(waitedMs(data)) : ''),
  };
  if (ignored) return narrow ? [name, start, why, by] : [name, venue, start, why, by];
  return narrow ? [name, venue, start, owner, age] : [name, venue, start, feedColumn, why, owner, age];
}

const waitedMs = ({ since }: WaitingEvent) => Date.now() - Date.parse(since);

function startText({ facts }: WaitingEvent): string {
  const start = startOfEventText(facts);
  return facts.status === 'scheduled' ? start : `${start}, ${statusWords[facts.status]}`;
}
