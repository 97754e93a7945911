import type { Listing } from '@holdfast/shared/listings';
import { Link } from 'react-router';
import { RuleDescription } from '../percentages/ruleText.tsx';
import { Amount, percentOf, placeOf, plural, SplitBar } from '../ui/figures.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { ageOf, startOf, workTime } from '../ui/time.ts';
import { ListingOrigin, ListingTickets } from './ListingFacts.tsx';
import { ListingStaffFacts } from './ListingStaffFacts.tsx';
import { gameOf } from './listingText.ts';

/** The listing under the cursor, beside the list. */
export function ListingPanel({ listing, close }: { listing: Listing; close: () => void }) {
  return (
    <SidePanel
      title={`${gameOf(listing.event)} ${placeOf(listing)}`}
      about={startOf(listing.event)}
      foot={
        <>
          <Link className="btn" to={`/listings/${listing.id}/show`}>
            Open the page
          </Link>
          <button type="button" className="btn t" onClick={close}>
            Close <kbd>Esc</kbd>
          </button>
        </>
      }
    >
      <div style={{ padding: '10px 0 2px' }}>
        <StateMark kind="listing" state={listing.state} loud />
      </div>
      {listing.stateReason && <p className="note">{listing.stateReason}</p>}
      <ListingSum listing={listing} />
      <ListingStaffFacts listing={listing} />
      <ListingTickets listing={listing} />
      <ListingOrigin listing={listing}>
        <dt>Taken in</dt>
        <dd>{workTime(listing.createdAt)}</dd>
        {listing.submittedAt && listing.state === 'submitted' && (
          <>
            <dt>Waiting</dt>
            <dd>{ageOf(Date.now() - Date.parse(listing.submittedAt))}</dd>
          </>
        )}
      </ListingOrigin>
    </SidePanel>
  );
}

/** One ticket's sum as a sentence of figures. */
export function ListingSum({ listing }: { listing: Listing }) {
  const { sum } = listing;
  return (
    <>
      <h3 className="sub">One ticket, {listing.price.currency}</h3>
      <dl className="kv">
        <dt>Consignor gets</dt>
        <dd>
          <Amount minor={sum.proceeds} />
        </dd>
        <dt>Commission, {percentOf(listing.commissionBps)}</dt>
        <dd>
          <Amount minor={sum.commission} />
        </dd>
        <dt className="tot">Price</dt>
        <dd className="tot">
          <Amount minor={sum.price} />
        </dd>
        <dt>Service fee, {percentOf(listing.feeBps)}</dt>
        <dd>
          <Amount minor={sum.fee} />
        </dd>
        <dt className="tot">Fan pays</dt>
        <dd className="tot">
          <Amount minor={sum.allIn} />
        </dd>
      </dl>
      <div style={{ margin: '8px 0 2px' }}>
        <SplitBar proceeds={sum.proceeds} commission={sum.commission} fee={sum.fee} />
      </div>
      <p className="sm mut">
        <RuleDescription
          rule={listing.percentages}
          names={{
            consignor: listing.consignor.name,
            event: listing.event.name,
            team: listing.event.home?.name,
          }}
        />
        . {plural(listing.quantity, 'ticket')} in this listing.
      </p>
    </>
  );
}
