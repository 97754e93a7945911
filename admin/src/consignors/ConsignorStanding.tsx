/** A consignor that stops, goes on, or turns out to be another one. */
import {
  type Consignor,
  type ConsignorMergePreview,
  consignorDeactivation,
  consignorMerge,
  type DeactivationPreview,
} from '@holdfast/shared/consignors';
import { formatMoney, type Money } from '@holdfast/shared/money';
import { useQuery } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import { Link } from 'react-router';
import { MergePanel } from '../catalog/MergePanel.tsx';
import { call } from '../dataProvider/index.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { countOf, plural } from '../ui/figures.tsx';
import { ReasonInput } from '../ui/forms/ReasonInput.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { workTime } from '../ui/time.ts';
import { useRowAction } from '../ui/useRowAction.ts';

/** Said at the top of a consignor that stopped. */
export function Standing({ record: { id, name, deactivatedAt, mergedInto } }: { record: Consignor }) {
  if (mergedInto)
    return (
      <p className="note">
        {name} was merged into <Link to={`/consignors/${mergedInto.id}/show`}>{mergedInto.name}</Link>, who
        has everything of it.
      </p>
    );
  if (deactivatedAt === null) return null;
  return (
    <p className="note">
      Deactivated since {workTime(deactivatedAt)}: nothing of theirs is on sale, and nobody signs in for them.
      Orders and what is owed stay.{' '}
      <Link to={`/listings?state=paused&consignorId=${id}`}>Their paused listings</Link>
    </p>
  );
}

const owedText = (owed: readonly Money[]) => owed.map((each) => formatMoney(each)).join(', ') || 'Nothing';

export function DeactivationPanel({ record: { id, name } }: { record: Consignor }) {
  const notify = useNotify();
  const { data, error, refetch } = useQuery({
    queryKey: ['consignors', id, 'deactivation'],
    queryFn: () => call<DeactivationPreview>(`/admin/consignors/${id}/deactivation`),
  });
  return (
    <section className="sec">
      <h2>
        Deactivate <small>when {name} no longer consigns</small>
      </h2>
      {error && (
        <ErrorMessage what="What it would do couldn’t be read." error={error} retry={() => refetch()} />
      )}
      {data && <Effects preview={data} />}
      {data && data.refused === null && (
        <UpdateForm
          resource="consignorDeactivations"
          id={id}
          schema={consignorDeactivation}
          defaultValues={{ reason: '' }}
          submit={
            data.onSale.listings > 0
              ? `Deactivate and pause ${plural(data.onSale.listings, 'listing')}`
              : 'Deactivate the consignor'
          }
          onDone={() => notify(`${name} is deactivated.`, { type: 'success' })}
        >
          <div className="form-grid">
            <ReasonInput className="f6" />
          </div>
        </UpdateForm>
      )}
    </section>
  );
}

function Effects({ preview }: { preview: DeactivationPreview }) {
  const { onSale, waiting, held, soldAhead, owed, signIns, invitations } = preview;
  return (
    <dl className="kv facts" style={{ maxWidth: 760 }}>
      <dt>On sale now, is paused</dt>
      <dd>
        {plural(onSale.listings, 'listing')}, {plural(onSale.tickets, 'ticket')}
      </dd>
      <dt>To approve or draft, can’t go on sale</dt>
      <dd>{plural(waiting.listings, 'listing')}</dd>
      <dt>In carts, their fans may still buy</dt>
      <dd>{plural(held.tickets, 'ticket')}</dd>
      <dt>Sold for events ahead, stay sold</dt>
      <dd>{plural(soldAhead.tickets, 'ticket')}</dd>
      <dt>Owed, stays owed</dt>
      <dd>{owedText(owed)}</dd>
      <dt>Sign-ins that end</dt>
      <dd>{countOf(signIns)}</dd>
      <dt>Invitations that are withdrawn</dt>
      <dd>{countOf(invitations)}</dd>
    </dl>
  );
}

export function Reactivate({ record: { id, name, deactivatedAt } }: { record: Consignor }) {
  const { run, isPending } = useRowAction({
    path: `/admin/consignors/${id}/reactivate`,
    done: `${name} consigns again. Listings stay paused until you put them on sale.`,
    content: deactivatedAt,
  });
  return (
    <button type="button" className="btn p" disabled={isPending} onClick={run}>
      Reactivate
    </button>
  );
}

export function ConsignorMerge({ record }: { record: Consignor }) {
  return (
    <MergePanel<ConsignorMergePreview>
      resource="consignors"
      record={record}
      nameOf={({ name, email }: Consignor) => `${name}, ${email}`}
      schema={consignorMerge}
      defaultValues={{ intoId: null, reason: '' }}
      place="the list"
      afterwards="and its email addresses lead to the one that stays"
      inputs={
        <div className="form-grid">
          <ReasonInput className="f6" />
        </div>
      }
      more={({ owed, percentages }) => (
        <p>
          {owed.length > 0 && `${owedText(owed)} is booked as owed to the one that stays. `}
          {percentages}
        </p>
      )}
    />
  );
}
