import type { GameChangeDetail } from '@holdfast/shared/feeds';
import { Link, useNavigate, useParams } from 'react-router';
import { RecordLog } from '../../audit/RecordLog.tsx';
import { ChangeProgressOf } from '../../events/ChangeProgress.tsx';
import { hitsText } from '../../events/changeText.ts';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { DeskShow } from '../../ui/DeskShow.tsx';
import { Amount, countOf } from '../../ui/figures.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { type Column, RuledTable } from '../../ui/RuledList.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { workTime } from '../../ui/time.ts';
import { decidedNames, oursText, saysText } from './changeText.ts';
import { DecisionForm } from './DecisionForm.tsx';
import '../feeds.css';

/** One game that a feed calls off or moves: what it hits, and the decision. */
export function GameDecisionShow() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  useShortcuts([{ keys: 'Escape', does: 'to the games to decide', run: () => navigate('/feeds/decisions') }]);
  return (
    <DeskShow<GameChangeDetail>
      resource="gameChanges"
      id={id}
      what="the decision"
      refreshMs={(change) => (change?.decided ? 0 : 20_000)}
      disableAuthentication
    >
      {(change, refetch) => <Page change={change} refetch={refetch} />}
    </DeskShow>
  );
}

function Page({ change, refetch }: { change: GameChangeDetail; refetch: () => Promise<unknown> }) {
  useCrumbs('Consignment', 'Feeds', 'Games to decide', change.event.name);
  return (
    <div className="col scrolls">
      <PageHead title={change.event.name} facts={`${saysText(change)} ${oursText(change)}`} />
      <div className="body decide">
        <section className="sec">
          <h2>{change.decided ? 'What was decided' : 'What should happen?'}</h2>
          {change.decided ? (
            <Decided change={change} />
          ) : (
            <DecisionForm change={change} onDone={() => void refetch()} />
          )}
        </section>
        <Hits change={change} />
      </div>
      <div className="body">
        <RecordLog source="event.id" />
      </div>
    </div>
  );
}

function Decided({ change: { decided, changeId } }: { change: GameChangeDetail }) {
  if (!decided) return null;
  if (changeId !== null) return <ChangeProgressOf id={changeId} />;
  return (
    <p className="note info">
      {decidedNames[decided.decision]} by {decided.by}, {workTime(decided.at)}
      {decided.reason ? `: “${decided.reason}”` : '.'}
    </p>
  );
}

type HitListing = GameChangeDetail['listings'][number];
type HitOrder = GameChangeDetail['orders'][number];

const listingColumns: readonly Column<HitListing>[] = [
  { head: 'Listing', cell: ({ id, label }) => <Link to={`/listings/${id}/show`}>{label}</Link>, wraps: true },
  { head: 'Consignor', cell: ({ consignor }) => consignor, wraps: true },
  { head: 'State', cell: ({ state }) => <StateMark kind="listing" state={state} /> },
  { head: 'Free', cell: ({ available }) => countOf(available), numeric: true },
  { head: 'Held', cell: ({ held }) => countOf(held), numeric: true },
  { head: 'Sold', cell: ({ sold }) => countOf(sold), numeric: true },
];
const orderColumns: readonly Column<HitOrder>[] = [
  { head: 'Order', cell: ({ id, code }) => <Link to={`/reservations/${id}/show`}>{code}</Link> },
  { head: 'State', cell: ({ state }) => <StateMark kind="reservation" state={state} /> },
  { head: 'Tickets', cell: ({ tickets }) => countOf(tickets), numeric: true },
  { head: 'Total', cell: ({ total }) => <Amount minor={total.amount} />, numeric: true },
  { head: 'When', cell: ({ at }) => workTime(at) },
];

function Hits({ change }: { change: GameChangeDetail }) {
  return (
    <section className="sec">
      <h2>
        What it affects <small>{hitsText(change.hits)}</small>
      </h2>
      {change.listings.length > 0 && (
        <RuledTable label="Listings" rows={change.listings} columns={listingColumns} />
      )}
      {change.orders.length > 0 && (
        <RuledTable label="Orders and holds" rows={change.orders} columns={orderColumns} />
      )}
      {change.listings.length + change.orders.length === 0 && (
        <p className="mut">It has no listings and no orders.</p>
      )}
    </section>
  );
}
