import { packageSeatText, type SeasonPackage } from '@holdfast/shared/packages';
import { Link } from 'react-router';
import { countOf } from '../ui/figures.tsx';
import type { Column } from '../ui/RuledList.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';

const faint = (count: number) => <span className={count === 0 ? 'num fnt' : 'num'}>{countOf(count)}</span>;

export const packageColumns: readonly Column<SeasonPackage>[] = [
  {
    head: 'Section / row / seats',
    cell: (row) => (
      <b className="bold">
        {row.section} / {row.row} / {packageSeatText(row)}
      </b>
    ),
  },
  {
    head: 'State',
    cell: (row) =>
      row.state === 'draft' ? (
        <Mark shape="ring" tone="neutral">
          Draft
        </Mark>
      ) : row.state === 'confirmed' ? (
        <Mark shape="disc" tone="success" quiet>
          Confirmed
        </Mark>
      ) : (
        <Mark shape="openSquare" tone="neutral">
          Ended
        </Mark>
      ),
  },
  { head: 'Season', cell: (row) => row.season.name },
  {
    head: 'Consignor',
    cell: (row) => <Link to={`/consignors/${row.consignor.id}/show`}>{row.consignor.name}</Link>,
  },
  { head: 'Listings', cell: (row) => faint(row.listings), numeric: true },
  { head: 'To approve', cell: (row) => faint(row.counts.submitted), numeric: true },
  { head: 'Live', cell: (row) => faint(row.counts.live), numeric: true },
  { head: 'Tickets sold', cell: (row) => faint(row.counts.sold), numeric: true },
  { head: 'Consigned', cell: (row) => workTime(row.createdAt), numeric: true },
];
