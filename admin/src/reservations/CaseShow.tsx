import { caseKindFacts } from '@holdfast/shared/cases';
import { wayNames } from '@holdfast/shared/deliveries';
import { goodTicketsOf } from '@holdfast/shared/reservations';
import type { SupportCase } from '@holdfast/shared/support';
import { ShowBase, useCanAccess, useShowContext } from 'react-admin';
import { Link } from 'react-router';
import { CaseApprovals } from '../approvals/index.ts';
import { PageLink } from '../authProvider/PageLink.tsx';
import { usePermission } from '../authProvider/usePermission.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { placeOf, plural } from '../ui/figures.tsx';
import { Reading } from '../ui/Reading.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { clockOf, workTime } from '../ui/time.ts';
import { Timeline } from '../ui/timeline/Timeline.tsx';
import { useRecordId } from '../ui/useRecordId.ts';
import { CaseActions } from './CaseActions.tsx';
import { CaseAtStripe } from './CaseAtStripe.tsx';
import { CaseBuyer } from './CaseBuyer.tsx';
import { CaseGate } from './CaseGate.tsx';
import { CaseHead } from './CaseHead.tsx';
import { CaseMachines, CaseThen } from './CaseMachines.tsx';
import { CasePast, useCaseThen } from './CasePast.tsx';
import { CaseReceipts } from './CaseReceipts.tsx';
import { TimeTrack } from './TimeTrack.tsx';
import { useCaseTravel } from './useCaseTravel.ts';
import './case.css';

type CaseRecord = SupportCase & { id: string };
/** The whole case. Seen on a page that was left open past the end of its session: a record without the reservation. */
const wholeCase = (record?: CaseRecord): CaseRecord | undefined => (record?.reservation ? record : undefined);
/** A case that still moves is read again after 2 s, another one after 15 s. */
const refetchIntervalOf = (record?: SupportCase) =>
  record?.reservation.state.startsWith('pending') ||
  record?.actors.some((actor) => actor.timers.length > 0 || actor.state.startsWith('sending'))
    ? 2_000
    : 15_000;

/** One reservation with everything about it: state, money, machines, what happened, what can be done. */
export function CaseShow() {
  return (
    <ShowBase<CaseRecord>
      resource="reservations"
      disableAuthentication
      queryOptions={{
        onError: () => {},
        refetchInterval: ({ state }) => refetchIntervalOf(wholeCase(state.data)),
      }}
    >
      <Case />
    </ShowBase>
  );
}

function Case() {
  const id = useRecordId();
  const { record, error, refetch } = useShowContext<CaseRecord>();
  const data = wholeCase(record);
  const mayAct = usePermission('cases');
  const { canAccess: mayExport } = useCanAccess({ resource: 'payments', action: 'list' });
  useCrumbs('Support', 'Reservations', data?.reservation.code ?? id);
  const travel = useCaseTravel(data);
  const { then, at, oldestFirst, actors } = travel;
  const past = useCaseThen(id, then?.at ?? null);
  if (error && !data)
    return <ErrorMessage what="This case couldn’t be loaded." error={error} retry={refetch} />;
  if (!data) return <Reading what="the order" />;
  const reservation = actors.find((actor) => actor.type === 'reservation');
  return (
    <div className="case">
      <CaseHead
        data={data}
        state={reservation?.state ?? data.reservation.state}
        then={then}
        booked={past.data?.books}
      />
      {oldestFirst.length > 0 && <TimeTrack entries={oldestFirst} at={at} travel={travel.travel} />}
      {then && (
        <div className="past-bar" role="status">
          <b>You see {clockOf(then.at, undefined, true)} as it was.</b> What came later is pale. Nothing can
          be done from the past.{' '}
          <button type="button" className="link" onClick={travel.backToNow}>
            Back to now <kbd>Esc</kbd>
          </button>
        </div>
      )}
      <div className="case-grid">
        <CaseMachines actors={actors} then={then} />
        <section className="mid">
          <h2 className="ruled">
            Timeline <small>{plural(data.timeline.length, 'entry', 'entries')}, newest first</small>
          </h2>
          <Timeline entries={data.timeline} until={then} onTravel={travel.travelTo} />
        </section>
        <div>
          {then ? (
            <>
              <CaseThen then={then} actors={actors} />
              <CasePast past={past} />
            </>
          ) : (
            <CaseActions data={data} mayAct={mayAct} />
          )}
          {!then && <CaseApprovals data={data} mayAct={mayAct} />}
          {!then && <CaseBuyer data={data} mayAct={mayAct} />}
          {!then && <AsFan id={data.reservation.id} />}
          <OrderCases data={data} />
          <CaseDisputes data={data} />
          <CaseDeliveries data={data} />
          <CaseGate data={data} />
          <CaseEmails emails={data.emails.filter((email) => then === null || email.at <= then.at)} />
          <CaseReceipts reservationId={data.reservation.id} state={data.reservation.state} />
          <CaseAtStripe data={data} mayAct={mayAct && !then} />
          {mayExport && <ExportCase data={data} />}
        </div>
      </div>
    </div>
  );
}

/** The fan's own page, to be read only. */
function AsFan({ id }: { id: string }) {
  return (
    <section style={{ marginTop: 16 }}>
      <h2 className="ruled">The fan’s page</h2>
      <p>
        <a href={`/as-fan/${id}`} target="_blank" rel="noreferrer">
          See it as the fan does
        </a>{' '}
        <span className="mut">in a new tab, to read only; the log says that you looked</span>
      </p>
    </section>
  );
}

/** What of the order waits, or waited, for a person. */
function OrderCases({ data: { cases } }: { data: SupportCase }) {
  if (cases.length === 0) return null;
  return (
    <section style={{ marginTop: 16 }}>
      <h2 className="ruled">Cases</h2>
      <ul className="mail-list">
        {cases.map(({ id, kind, state, owner }) => (
          <li key={id}>
            <Link to={`/cases/${id}/show`}>{caseKindFacts[kind].name}</Link>
            <span className="mut">{owner ?? 'nobody’s'}</span>
            <StateMark kind="case" state={state} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the bank disputes or asks, each with its evidence. */
function CaseDisputes({ data: { actors } }: { data: SupportCase }) {
  const { canAccess } = useCanAccess({ resource: 'disputes', action: 'list' });
  const disputes = actors.filter(({ type }) => type === 'dispute');
  if (disputes.length === 0 || !canAccess) return null;
  return (
    <section style={{ marginTop: 16 }}>
      <h2 className="ruled">Disputes</h2>
      <ul className="mail-list">
        {disputes.map(({ id, state }) => (
          <li key={id}>
            <Link to={`/disputes/${id}/show`}>Evidence for the bank</Link>
            <StateMark kind="dispute" state={state} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where the tickets of other gates are on their way. */
function CaseDeliveries({ data: { reservation } }: { data: SupportCase }) {
  const toCome = reservation.items.flatMap(({ tracking, ...item }) =>
    tracking && tracking.way !== 'gateCode' ? [{ item, tracking }] : [],
  );
  if (toCome.length === 0) return null;
  return (
    <section style={{ marginTop: 16 }}>
      <h2 className="ruled">Deliveries</h2>
      <ul className="mail-list">
        {toCome.map(({ item, tracking }) => (
          <li key={tracking.id}>
            <PageLink to={`/deliveries/${tracking.id}/show`}>
              {placeOf({ ...item, ...goodTicketsOf(item) })}
            </PageLink>
            <span>{wayNames[tracking.way]}</span>
            <StateMark kind="delivery" state={tracking.state} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function CaseEmails({ emails }: Pick<SupportCase, 'emails'>) {
  const { canAccess: seesEmails } = useCanAccess({ resource: 'emails', action: 'list' });
  return (
    <section style={{ marginTop: 16 }}>
      <h2 className="ruled">
        Emails <small>{emails.length === 0 ? 'none went out' : 'newest first'}</small>
      </h2>
      <ul className="mail-list">
        {emails.map((email) => (
          <li key={email.id}>
            <span className="tm">{workTime(email.at)}</span>
            {seesEmails ? <Link to={`/emails/${email.id}/show`}>{email.subject}</Link> : email.subject}
            <StateMark kind="mail" state={email.state} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The case as a file that people outside the marketplace may read. */
function ExportCase({ data: { reservation } }: { data: SupportCase }) {
  return (
    <section style={{ marginTop: 16 }}>
      <h2 className="ruled">For developers</h2>
      <p>
        <a
          href={`/api/admin/reservations/${reservation.id}/export`}
          download={`case-${reservation.code}.json`}
        >
          Export the case
        </a>{' '}
        <span className="mut">
          its messages without names, addresses, cards and texts, for <code>npm run replay</code>
        </span>
      </p>
    </section>
  );
}
