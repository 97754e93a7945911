import type { QueueStatus } from '@holdfast/shared/listings';
import { marketplaceCurrency } from '@holdfast/shared/money';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { countOf, plural } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { ageOf } from '../ui/time.ts';
import type { ListingsViewConfig } from './listingsViews.ts';
import { useListingFacts } from './view/listingView.ts';

/** The page's title with one sentence of facts: how many listings, how many are late, since when. */
export function ListingsHead({
  viewConfig,
  standing,
  changeByRule,
  children,
}: {
  viewConfig: ListingsViewConfig;
  standing: QueueStatus | undefined;
  changeByRule: () => void;
  /** Further actions on the view. */
  children?: ReactNode;
}) {
  const { total, totals } = useListingFacts();
  return (
    <PageHead
      title={viewConfig.title}
      facts={`${
        total === undefined ? '' : `${plural(total, 'listing')}, ${plural(totals?.tickets ?? 0, 'ticket')}. `
      }${standing ? lateness(standing) : ''}Prices are per ticket, ${marketplaceCurrency}.`}
    >
      {children}
      <Link className="btn" to="/listings/create">
        New listing
      </Link>
      {viewConfig.actions.includes('price') && (
        <button type="button" className="btn" onClick={changeByRule}>
          Change by rule <kbd>Shift p</kbd>
        </button>
      )}
    </PageHead>
  );
}

function lateness({ queue, pastLimit, limitHours, since, listings }: QueueStatus): string {
  if (listings === 0) return '';
  const soon = queue === 'eventSoonUnsold';
  const limit = soon ? `begin within ${limitHours} h` : `past the limit of ${limitHours} h`;
  const late =
    pastLimit === 0
      ? `None ${soon ? `begins within ${limitHours} h` : `is ${limit}`}`
      : `${countOf(pastLimit)} ${soon ? (pastLimit === 1 ? `begins within ${limitHours} h` : limit) : `${pastLimit === 1 ? 'is' : 'are'} ${limit}`}`;
  const oldest =
    since === null
      ? ''
      : soon
        ? `, the soonest in ${ageOf(Date.parse(since) - Date.now())}`
        : `, the oldest waits ${ageOf(Date.now() - Date.parse(since))}`;
  return `${late}${oldest}. `;
}
