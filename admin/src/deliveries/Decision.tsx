/** What a fan gets whose tickets can't be delivered: other tickets beside the money back, each with what it moves. */
import {
  type DeliveryDetail,
  type DeliveryRemedies,
  failureFaults,
  faultNames,
  type RemedyPart,
  type ReplacementOffer,
  refundInstead,
  replacement,
  wayNames,
} from '@holdfast/shared/deliveries';
import { formatMoney, type Money } from '@holdfast/shared/money';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { SelectInput, useNotify } from 'react-admin';
import { usePermission } from '../authProvider/usePermission.ts';
import { call } from '../dataProvider/index.ts';
import { countOf, plural } from '../ui/figures.tsx';
import { ReasonInput } from '../ui/forms/ReasonInput.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { workTime } from '../ui/time.ts';

/** How long the offers on the page may be old, milliseconds: fans buy them meanwhile. */
const refreshMs = 10_000;
/** Offers on the page; the cheapest are first. */
const mostShown = 8;

type Chosen = { kind: 'replace'; offer: ReplacementOffer } | { kind: 'refund' } | null;

/** Shown while a person has to decide. */
export function Decision({ record }: { record: DeliveryDetail }) {
  const { data, error } = useQuery({
    queryKey: ['deliveryRemedies', record.id, record.version],
    queryFn: () => call<DeliveryRemedies>(`/admin/deliveries/${record.id}/remedies`),
    refetchInterval: refreshMs,
  });
  const mayRefund = usePermission('cases');
  const [choice, setChoice] = useState<string | null>(null);
  if (error) return <p className="note danger">What the fan can get couldn’t be read: {error.message}</p>;
  if (!data) return null;
  const chosen = chosenOf(choice, data);
  return (
    <section className="sec" aria-labelledby="decision">
      <h2 id="decision">
        What the fan gets instead <small>nothing is done before you confirm it</small>
      </h2>
      <div className="decision">
        <Offers data={data} choice={choice} choose={setChoice} />
        <Refund data={data} choice={choice} choose={setChoice} mayRefund={mayRefund} />
      </div>
      {choice !== null && chosen === null && (
        <p className="note warn" role="status">
          These seats were taken meanwhile, or left the sale. Choose again.
        </p>
      )}
      {chosen && <Confirm record={record} data={data} chosen={chosen} />}
    </section>
  );
}

function chosenOf(choice: string | null, { offers, refund }: DeliveryRemedies): Chosen {
  if (choice === 'refund') return refund.refused === null ? { kind: 'refund' } : null;
  const offer = offers.find(({ listingId }) => listingId === choice);
  return offer ? { kind: 'replace', offer } : null;
}

interface Choosing {
  data: DeliveryRemedies;
  choice: string | null;
  choose: (choice: string) => void;
}

function Offers({ data: { offers, notGood, noReplacement, paid }, choice, choose }: Choosing) {
  const left =
    notGood === 0
      ? ''
      : ` ${countOf(notGood)} more ${notGood === 1 ? 'listing has' : 'listings have'} enough seats, but none equal or better.`;
  return (
    <fieldset>
      <legend>Other tickets</legend>
      {noReplacement !== null && <p className="note">{noReplacement}</p>}
      {noReplacement === null && offers.length === 0 && (
        <p className="note">Nothing on sale is equal or better, with enough seats together.{left}</p>
      )}
      {offers.slice(0, mostShown).map((offer) => (
        <label key={offer.listingId} className="decision-offer">
          <input
            type="radio"
            name="decision"
            value={offer.listingId}
            checked={choice === offer.listingId}
            onChange={() => choose(offer.listingId)}
          />
          <span>
            <b>{offer.places}</b>, {offer.consignor.name}
            <small>{offer.why}.</small>
            <small>
              {formatMoney(offer.price)} each, the fan paid {formatMoney(paid)}. {costText(offer.cost)}.{' '}
              {wayNames[offer.way]}
              {offer.dueBy && `, due by ${workTime(offer.dueBy)}`}.
            </small>
          </span>
        </label>
      ))}
      {offers.length > 0 && (
        <p className="mut">
          {offers.length > mostShown && `The ${mostShown} that cost us least, of ${countOf(offers.length)}.`}
          {left}
        </p>
      )}
    </fieldset>
  );
}

/** What the marketplace bears, in words. */
function costText({ amount, currency }: Money): string {
  if (amount === 0) return 'Costs us nothing';
  return amount > 0
    ? `Costs us ${formatMoney({ amount, currency })}`
    : `Leaves us ${formatMoney({ amount: -amount, currency })} more`;
}

function Refund({ data: { refund }, choice, choose, mayRefund }: Choosing & { mayRefund: boolean }) {
  return (
    <fieldset>
      <legend>The money back</legend>
      {refund.refused !== null && <p className="note">{refund.refused}</p>}
      {refund.refused === null && (
        <label className="decision-offer">
          <input
            type="radio"
            name="decision"
            value="refund"
            disabled={!mayRefund}
            checked={choice === 'refund'}
            onChange={() => choose('refund')}
          />
          <span>
            <b>{formatMoney(refund.amount)}</b> to the fan: the whole order,{' '}
            {plural(refund.tickets, 'ticket')}
            <small>
              {mayRefund
                ? 'The order ends, and these seats leave the sale.'
                : 'Support refunds orders: their role does this.'}
            </small>
          </span>
        </label>
      )}
      {refund.refused === null && <Parts parts={refund.parts} />}
    </fieldset>
  );
}

const partNames: Record<RemedyPart['what'], (who: string) => string> = {
  consignor: (who) => `${who}, not paid for these`,
  newConsignor: (who) => `${who}, by their percentages`,
  commission: () => 'Our commission',
  fees: () => 'Our service fee',
  difference: () => 'Difference in price, ours',
  fan: () => 'The fan',
};

/** Signed: what a side gets, or gives. */
function Parts({ parts }: { parts: readonly RemedyPart[] }) {
  return (
    <dl className="kv">
      {parts.map(({ what, who, amount }) => (
        <div key={`${what} ${who}`} className="decision-part">
          <dt>{partNames[what](who)}</dt>
          <dd>
            {amount.amount < 0
              ? `−${formatMoney({ ...amount, amount: -amount.amount })}`
              : `+${formatMoney(amount)}`}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Confirm({
  record,
  data,
  chosen,
}: {
  record: DeliveryDetail;
  data: DeliveryRemedies;
  chosen: NonNullable<Chosen>;
}) {
  const notify = useNotify();
  const replaces = chosen.kind === 'replace';
  const defaults = useMemo(() => ({ fault: data.fault ?? null, reason: '' }), [data.fault]);
  const bodyOf = ({ fault, reason }: Record<string, unknown>) => {
    const decided = { fault, reason, version: data.version };
    if (!replaces) return { ...decided, amount: data.refund.amount };
    const { listingId, seats, cost } = chosen.offer;
    return { ...decided, listingId, seats, cost };
  };
  return (
    <div className="decision-confirm">
      {replaces && <Parts parts={chosen.offer.parts.filter(({ amount }) => amount.amount !== 0)} />}
      <p className="note info">
        {replaces
          ? 'The fan keeps the order, pays nothing more and gets an email. Their former tickets are void. Both consignors are notified. This can’t be undone.'
          : 'The refund goes to the card that paid, and the fan gets an email when it is sent. The consignor is notified. This can’t be undone.'}
      </p>
      <UpdateForm<DeliveryDetail>
        key={chosen.kind}
        resource={replaces ? 'deliveryReplacements' : 'deliveryRefunds'}
        id={record.id}
        schema={replaces ? replacement : refundInstead}
        bodyOf={bodyOf}
        defaultValues={defaults}
        submit={
          replaces ? `Give the fan ${chosen.offer.places}` : `Refund ${formatMoney(data.refund.amount)}`
        }
        onDone={({ version }) =>
          notify(
            version === record.version
              ? 'This is above the limit: it waits for a second person, on the order’s case.'
              : replaces
                ? 'The fan has other tickets, and is told.'
                : 'The refund is on its way.',
            { type: 'success' },
          )
        }
      >
        <div className="form-grid stacked">
          <SelectInput
            source="fault"
            label="Whose part is it?"
            choices={failureFaults.map((id) => ({ id, name: faultNames[id] }))}
            helperText={false}
          />
          <ReasonInput />
        </div>
      </UpdateForm>
    </div>
  );
}
