import { marketplaceCurrency } from '@holdfast/shared/money';
import type { TimelineEntry } from '@holdfast/shared/support';
import { ShowBase, useRecordContext, useShowContext } from 'react-admin';
import { Link } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { Amount, placeOf } from '../ui/figures.tsx';
import type { Step } from '../ui/machine/edges.ts';
import { MachineLegend, MachineView } from '../ui/machine/MachineView.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { type Column, RuledTable } from '../ui/RuledList.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { startOf, workTime } from '../ui/time.ts';
import { Timeline } from '../ui/timeline/Timeline.tsx';
import { useRecordId } from '../ui/useRecordId.ts';
import { ActionPanel } from './actions/ActionPanel.tsx';
import { actionConfig } from './actions/actionConfig.ts';
import { ListingOrigin, ListingTickets } from './ListingFacts.tsx';
import { ListingSum } from './ListingPanel.tsx';
import { ListingStaffFacts } from './ListingStaffFacts.tsx';
import type { ListingPage } from './listingPage.ts';
import { gameOf } from './listingText.ts';
import { PriceSteps } from './pricing/PriceSteps.tsx';
import { useActionsOfOne } from './useActionsOfOne.ts';
import './listings.css';

const readAgainMs = 10_000;

/** One listing: its sum, its price over time, what happened, where it is and what can be done. */
export function ListingShow() {
  return (
    <ShowBase<ListingPage>
      resource="listings"
      disableAuthentication
      queryOptions={{ onError: () => {}, refetchInterval: readAgainMs }}
    >
      <OneListing />
    </ShowBase>
  );
}

function OneListing() {
  const id = useRecordId();
  const { record, error, refetch } = useShowContext<ListingPage>();
  // react-admin begins with what it has: the row of a list, which lacks most of the page.
  const data = record?.timeline ? record : undefined;
  const name = data ? `${gameOf(data.event)} ${placeOf(data)}` : id;
  useCrumbs('Consignment', 'Listings', name);
  const { control, possible, begin, undo } = useActionsOfOne(data, () => void refetch());
  if (error && !data)
    return <ErrorMessage what="This listing couldn’t be loaded." error={error} retry={refetch} />;
  if (!data) return <Reading what="the listing" />;
  return (
    <div className={control.draft ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead
          title={name}
          mark={<StateMark kind="listing" state={data.state} loud />}
          facts={`${startOf(data.event)}, ${data.event.venue.name}`}
        >
          {possible.map((action) => (
            <button
              type="button"
              key={action}
              className={action === 'approve' ? 'btn p' : 'btn'}
              onClick={() => begin(action)}
            >
              {actionConfig[action].short ?? actionConfig[action].verb} <kbd>{actionConfig[action].key}</kbd>
            </button>
          ))}
          {data.sold > 0 && (
            <Link className="btn" to={`/mailings/create?eventId=${data.event.id}&listingId=${id}`}>
              Message buyers
            </Link>
          )}
          {data.state !== 'ended' && data.state !== 'withdrawn' && (
            <Link className="btn" to={`/listings/${id}`}>
              Correct
            </Link>
          )}
        </PageHead>
        <div className="body columns-3">
          <Facts />
          <section className="sec">
            <h2>
              Timeline <small>newest first</small>
            </h2>
            <Timeline entries={data.timeline} />
          </section>
          <section className="sec">
            <WhereItIs />
            <Prices />
          </section>
        </div>
      </div>
      {control.draft && <ActionPanel control={control} close={control.close} undo={undo} />}
    </div>
  );
}

function Facts() {
  const listing = useRecordContext<ListingPage>();
  if (!listing) return null;
  return (
    <section className="sec">
      <h2>
        The sum <small>at the percentages in force</small>
      </h2>
      {listing.stateReason && <p className="note">{listing.stateReason}</p>}
      <ListingSum listing={listing} />
      <ListingStaffFacts listing={listing} />
      <ListingTickets listing={listing} />
      <ListingOrigin listing={listing} />
    </section>
  );
}

function WhereItIs() {
  const listing = useRecordContext<ListingPage>();
  if (!listing) return null;
  // The timeline shows what this list leaves out.
  const visited = listing.visited.length > 0 ? listing.visited : stepsOf(listing.timeline);
  return (
    <>
      <h2>
        Where it is <small>and the way it came</small>
      </h2>
      <MachineView kind="listing" drawing={listing.drawing} state={listing.state} visited={visited} />
      <MachineLegend />
    </>
  );
}

const priceColumns: readonly Column<ListingPage['prices'][number] & { id: number }>[] = [
  { head: 'When', cell: (price) => workTime(price.at) },
  { head: 'Price', cell: (price) => <Amount minor={price.amount.amount} />, numeric: true },
  {
    head: 'Market then',
    cell: ({ market }) =>
      market === null ? <span className="fnt">unknown</span> : <Amount minor={market} />,
    numeric: true,
  },
  { head: 'By', cell: (price) => price.by },
  { head: 'Why', cell: (price) => price.reason ?? <span className="fnt">no reason given</span>, wraps: true },
];

function Prices() {
  const listing = useRecordContext<ListingPage>();
  if (!listing) return null;
  return (
    <>
      <h2 className="ruled" style={{ marginTop: 18 }}>
        Price history <small>{marketplaceCurrency}, each, before the fee</small>
      </h2>
      <PriceSteps prices={listing.prices} market={listing.market} now={Date.now()} />
      <RuledTable
        label="Price history"
        rows={listing.prices.map((price, at) => ({ ...price, id: at }))}
        columns={priceColumns}
      />
    </>
  );
}

function stepsOf(timeline: readonly TimelineEntry[]): Step[] {
  return [...timeline].reverse().map(({ from, to, message }) => ({ from, to, message }));
}
