import { packageSeatText } from '@holdfast/shared/packages';
import { Link } from 'react-router';
import { PageHead } from '../ui/PageHead.tsx';
import type { Calendar } from './useCalendar.ts';

/** Whose seats these are, how the package stands, and what can be done with it. */
export function CalendarHead({ calendar }: { calendar: Calendar }) {
  const { data, isEnded, free, still, confirm, open, chooseAll } = calendar;
  const { package: found } = data;
  return (
    <PageHead
      title={`${found.section} / ${found.row} / ${packageSeatText(found)}`}
      facts={
        <>
          {found.season.name}.{' '}
          <Link to={`/consignors/${found.consignor.id}/show`}>{found.consignor.name}</Link>.{' '}
          {found.state === 'draft'
            ? 'A draft: nothing is consigned before it is confirmed.'
            : isEnded
              ? `Ended: ${found.endedReason}`
              : `Confirmed by ${found.confirmedBy}.`}
        </>
      }
    >
      {found.state === 'draft' && (
        <button type="button" className="btn p" onClick={confirm}>
          Confirm this package
        </button>
      )}
      <Link className="btn" to={`/package-seasons/${found.id}/show`}>
        The season in figures
      </Link>
      <button type="button" className="btn" onClick={() => open('season')}>
        Days of the season <kbd>w</kbd>
      </button>
      {!isEnded && (
        <>
          <button type="button" className="btn" onClick={() => open('terms')}>
            Change the terms <kbd>t</kbd>
          </button>
          <button type="button" className="btn" onClick={() => open('end')}>
            End this package <kbd>e</kbd>
          </button>
        </>
      )}
      {free.length > 0 && !isEnded && (
        <button type="button" className="btn" onClick={chooseAll}>
          {still.length === free.length ? 'Choose none' : `Choose all ${free.length} free`} <kbd>Ctrl a</kbd>
        </button>
      )}
    </PageHead>
  );
}
