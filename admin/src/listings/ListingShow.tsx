import type { TimelineEntry } from '@holdfast/shared/support';
import { useGetOne } from 'react-admin';
import { Link, useParams } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { Amount, placeOf } from '../ui/figures.tsx';
import { MachineLegend, MachineView } from '../ui/machine/MachineView.tsx';
import type { Step } from '../ui/machine/edges.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { RuledTable } from '../ui/RuledList.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { startOf, workTime } from '../ui/time.ts';
import { Timeline } from '../ui/timeline/Timeline.tsx';
import { ActionPanel } from './actions/ActionPanel.tsx';
import { type ActionName, actionConfig } from './actions/actionConfig.ts';
import { targetOf } from './actions/draft.ts';
import { useListingAction } from './actions/useListingAction.ts';
import { ListingSum } from './ListingPanel.tsx';
import { ListingStaffFacts } from './ListingStaffFacts.tsx';
import type { ListingPage } from './listingPage.ts';
import { gameOf } from './listingText.ts';
import { PriceSteps } from './pricing/PriceSteps.tsx';
import { rememberDone } from './pricing/undoable.ts';
import { splitRuleName } from './splitRules.ts';
import './listings.css';

/** One listing: its sum, its price over time, what happened, where it is and what can be done. */
export function ListingShow() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useGetOne<ListingPage>('listings', { id }, { refetchInterval: 10_000 });
  const name = data ? `${gameOf(data.event)} ${placeOf(data)}` : id;
  useCrumbs('Consignment', 'Listings', name);
  const control = useListingAction((done) => {
    rememberDone(done);
    refetch();
  });
  const possible = data
    ? (Object.keys(actionConfig) as ActionName[]).filter(
        (action) => actionConfig[action].can(data) && (action !== 'undoPrice' || data.prices.length > 1),
      )
    : [];
  useShortcuts(
    control.draft || !data
      ? []
      : possible.map((action) => ({
          keys: actionConfig[action].key,
          does: (actionConfig[action].short ?? actionConfig[action].verb).toLowerCase(),
          run: () => control.open(action, targetOf([data])),
        })),
  );
  if (error && !data)
    return <ErrorMessage what="This listing couldn’t be loaded." error={error} retry={refetch} />;
  if (!data) return <Reading what="the listing" />;
  // The timeline shows what this list leaves out.
  const visited = data.visited.length > 0 ? data.visited : stepsOf(data.timeline);
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
              onClick={() => control.open(action, targetOf([data]))}
            >
              {actionConfig[action].short ?? actionConfig[action].verb} <kbd>{actionConfig[action].key}</kbd>
            </button>
          ))}
        </PageHead>
        <div className="body columns-3">
          <section className="sec">
            <h2>
              The sum <small>at the percentages in force</small>
            </h2>
            {data.stateReason && <p className="note">{data.stateReason}</p>}
            <ListingSum listing={data} />
            <ListingStaffFacts listing={data} />
            <h3 className="sub">Tickets</h3>
            <dl className="kv">
              <dt>Free, held, sold, withdrawn</dt>
              <dd>
                {data.available}, {data.held}, {data.sold}, {data.withdrawn} of {data.quantity}
              </dd>
              <dt>Split rule</dt>
              <dd>{splitRuleName(data.splitRule)}</dd>
              <dt>Delivery</dt>
              <dd>{data.delivery}</dd>
              <dt>Disclosure</dt>
              <dd>{data.disclosure ?? <span className="fnt">none</span>}</dd>
              <dt>Face value</dt>
              <dd>
                {data.faceValue ? (
                  <Amount minor={data.faceValue.amount} />
                ) : (
                  <span className="fnt">unknown</span>
                )}
              </dd>
              <dt>Consignor</dt>
              <dd>
                <Link to={`/consignors/${data.consignor.id}/show`}>{data.consignor.name}</Link>
              </dd>
              <dt>Source</dt>
              <dd>{data.source}</dd>
            </dl>
          </section>
          <section className="sec">
            <h2>
              Timeline <small>newest first</small>
            </h2>
            <Timeline entries={data.timeline} />
          </section>
          <section className="sec">
            <h2>
              Where it is <small>and the way it came</small>
            </h2>
            <MachineView kind="listing" drawing={data.drawing} state={data.state} visited={visited} />
            <MachineLegend />
            <h2 className="ruled" style={{ marginTop: 18 }}>
              Price history <small>USD, each, before the fee</small>
            </h2>
            <PriceSteps prices={data.prices} market={data.market} now={Date.now()} />
            <RuledTable
              label="Price history"
              rows={data.prices.map((price, at) => ({ ...price, id: at }))}
              columns={[
                { head: 'When', cell: (price) => workTime(price.at) },
                { head: 'Price', cell: (price) => <Amount minor={price.amount.amount} />, numeric: true },
                {
                  head: 'Market then',
                  cell: (price) =>
                    price.market === null ? (
                      <span className="fnt">unknown</span>
                    ) : (
                      <Amount minor={price.market} />
                    ),
                  numeric: true,
                },
                { head: 'By', cell: (price) => price.by },
                {
                  head: 'Why',
                  cell: (price) => price.reason ?? <span className="fnt">not said</span>,
                  wraps: true,
                },
              ]}
            />
          </section>
        </div>
      </div>
      {control.draft && <ActionPanel control={control} close={control.close} />}
    </div>
  );
}

function stepsOf(timeline: readonly TimelineEntry[]): Step[] {
  return [...timeline].reverse().map(({ from, to, message }) => ({ from, to, message }));
}
