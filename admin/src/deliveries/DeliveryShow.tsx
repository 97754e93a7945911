import { type DeliveryDetail, faultNames, refusalNames, wayNames } from '@holdfast/shared/deliveries';
import { Fragment, useState } from 'react';
import { Link } from 'react-router';
import { PageLink } from '../authProvider/PageLink.tsx';
import { usePermission } from '../authProvider/usePermission.ts';
import { OwnerLine, useOwner } from '../owners/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskShow } from '../ui/DeskShow.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { dayOf, startOf, workTime } from '../ui/time.ts';
import { useNow } from '../ui/useNow.ts';
import { Decision } from './Decision.tsx';
import { DeliveryFiles } from './DeliveryFiles.tsx';
import { FailPanel, ReceivePanel, SendPanel } from './DeliveryPanels.tsx';
import { deliverySentence } from './deliveryText.ts';
import { WayPanel } from './WayPanel.tsx';
import './deliveries.css';

/** One delivery: to whom, by when, what is there, and what can be done. */
export function DeliveryShow() {
  return (
    <DeskShow<DeliveryDetail> what="the delivery" refreshMs={() => 15_000}>
      {(record) => <Page key={record.id} record={record} />}
    </DeskShow>
  );
}

const buttons = {
  send: 'Mark as sent',
  receive: 'Record as received',
  fail: 'It failed',
  changeWay: 'Another way',
} as const;
type Step = keyof typeof buttons;
const steps = Object.keys(buttons) as Step[];

function Page({ record }: { record: DeliveryDetail }) {
  useCrumbs('Consignment', 'Deliveries', record.order.code);
  const mayAct = usePermission('deliveries');
  const mayOwn = usePermission('deliveryOwners');
  const now = useNow(30_000);
  const [open, setOpen] = useState<Step | null>(null);
  const close = () => setOpen(null);
  const { assign, isBusy } = useOwner('deliveryOwners', record.id);
  return (
    <div className={open ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead
          title={record.event.name}
          mark={<StateMark kind="delivery" state={record.state} loud />}
          facts={deliverySentence(record, now.getTime())}
        >
          {mayAct &&
            steps
              .filter((step) => record.accepts.includes(step))
              .map((step) => (
                <button key={step} type="button" className="btn" onClick={() => setOpen(step)}>
                  {step === 'send' && record.sentAt !== null ? 'Send again' : buttons[step]}
                </button>
              ))}
          <Link className="btn" to={`/reservations/${record.order.id}/show`}>
            Open the case
          </Link>
        </PageHead>
        <div className="body">
          <Problem record={record} />
          {mayAct && record.accepts.includes('replace') && <Decision record={record} />}
          <Facts record={record} />
          {mayOwn ? (
            <OwnerLine owner={record.owner} busy={isBusy} assign={assign} />
          ) : (
            <p className="owner-line">Looked after by {record.owner?.name ?? 'nobody'}</p>
          )}
          <DeliveryFiles record={record} mayAct={mayAct} />
          <History record={record} />
        </div>
      </div>
      {open === 'send' && <SendPanel record={record} close={close} />}
      {open === 'receive' && <ReceivePanel record={record} close={close} />}
      {open === 'fail' && <FailPanel record={record} close={close} />}
      {open === 'changeWay' && <WayPanel record={record} close={close} />}
    </div>
  );
}

/** What went wrong, and whose part it is. */
function Problem({ record: { state, refusal, fanNote, failure } }: { record: DeliveryDetail }) {
  if (state === 'refused')
    return (
      <p className="note warn">
        The fan says: {refusal ? refusalNames[refusal] : 'it can’t be accepted'}.{fanNote && ` “${fanNote}”`}
      </p>
    );
  if ((state !== 'failed' && state !== 'replaced') || failure === null) return null;
  return (
    <p className={state === 'failed' ? 'note danger' : 'note'}>
      {faultNames[failure.fault]} part{failure.reason && `: ${failure.reason}`}.
    </p>
  );
}

/** A link to the delivery before or after this one. */
const otherLink = (other: NonNullable<DeliveryDetail['replaces']>) => (
  <Link to={`/deliveries/${other.id}/show`}>
    {other.places}, {other.consignor}
  </Link>
);

function Facts({ record }: { record: DeliveryDetail }) {
  const { event, consignor, listingId, places, way, recipient, reference, note, tickets } = record;
  const facts: Array<[name: string, value: React.ReactNode]> = [
    [
      'Tickets',
      <PageLink key="l" to={`/listings/${listingId}/show`}>
        {places}
      </PageLink>,
    ],
    ...(record.replaces ? [['In place of', otherLink(record.replaces)] as [string, React.ReactNode]] : []),
    ...(record.replacedBy
      ? [['Replaced by', otherLink(record.replacedBy)] as [string, React.ReactNode]]
      : []),
    ['Delivered by', wayNames[way]],
    ['To', recipient ?? 'the order has no email address'],
    ['Starts', startOf({ ...event, venue: { timeZone: event.timeZone } })],
    ['Due by', record.dueBy ? workTime(record.dueBy) : 'no date yet'],
    ['In hand', record.inHandAt ? `from ${dayOf(record.inHandAt, event.timeZone)}` : 'yes'],
    [
      'Consignor',
      <PageLink key="c" to={`/consignors/${consignor.id}/show`}>
        {consignor.name}
      </PageLink>,
    ],
    ...(record.accessPackageId
      ? [
          [
            'Their login',
            <PageLink key="a" to={`/packages/${record.accessPackageId}/show`}>
              kept with the season package; each reading is logged
            </PageLink>,
          ] as [string, React.ReactNode],
        ]
      : []),
    ...(reference ? [['Number', reference] as [string, React.ReactNode]] : []),
    ...(note ? [['For the fan', note] as [string, React.ReactNode]] : []),
    ...tickets.flatMap(({ label, barcode }) =>
      barcode === null && way !== 'file'
        ? []
        : [[`${label}, barcode`, barcode ?? 'none was read'] as [string, React.ReactNode]],
    ),
  ];
  return (
    <dl className="kv delivery-facts">
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function History({ record: { timeline } }: { record: DeliveryDetail }) {
  return (
    <section className="sec">
      <h2>What happened</h2>
      <ol className="delivery-log">
        {timeline.map(({ at, text, by }) => (
          <li key={`${at} ${text}`}>
            <time dateTime={at}>{workTime(at)}</time>
            <span>{text}</span>
            <span className="mut">{nameOf(by)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const names: Record<string, string> = { system: 'by itself', clock: 'the clock', stripe: 'Stripe' };
const nameOf = (by: string) => names[by] ?? (by.startsWith('fan_') ? 'the fan' : by);
