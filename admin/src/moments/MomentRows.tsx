import type { ActorRow } from '@holdfast/shared/support';
import { Link } from 'react-router';
import { PageLink } from '../authProvider/PageLink.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { Th } from '../ui/Th.tsx';
import { ageOf, clockOf, dayOf } from '../ui/time.ts';
import { isMachineKind } from './momentNames.ts';

/** Where each type's own page is, for those that belong to no order. */
const ownPages: Readonly<Record<string, string>> = { listing: 'listings', import: 'imports', case: 'cases' };

const stampOf = (instant: string) => `${dayOf(instant)}, ${clockOf(instant, undefined, true)}`;

/** What was found, the longest in it first. */
export function MomentRows({ type, at, rows }: { type: string; at: string; rows: readonly ActorRow[] }) {
  return (
    <table className="rows moment-rows">
      <thead>
        <tr>
          <Th>Which</Th>
          <Th wide>About</Th>
          <Th>State</Th>
          <Th n>For, by then</Th>
          <Th wide>Since</Th>
          <Th wide>Until</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <Subject type={type} at={at} row={row} />
            </td>
            <td className="wide-only mut">{row.about}</td>
            <td>{isMachineKind(type) ? <StateMark kind={type} state={row.state} /> : row.state}</td>
            <td className="n">{ageOf(Date.parse(at) - Date.parse(row.since))}</td>
            <td className="wide-only">{stampOf(row.since)}</td>
            <td className="wide-only">{row.until === null ? 'still' : stampOf(row.until)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** An order opens at that moment; the rest opens as it is. */
function Subject({
  type,
  at,
  row: { id, name, reservationId },
}: {
  type: string;
  at: string;
  row: ActorRow;
}) {
  if (type !== 'case' && reservationId !== null)
    return <Link to={`/reservations/${reservationId}/show?at=${encodeURIComponent(at)}`}>{name}</Link>;
  const page = ownPages[type];
  return page ? <PageLink to={`/${page}/${id}/show`}>{name}</PageLink> : name;
}
