import { type DisputeShown, evidenceFields, evidenceNames } from '@holdfast/shared/disputes';
import { useState } from 'react';
import { Link } from 'react-router';
import { RecordLog } from '../audit/RecordLog.tsx';
import { usePermission } from '../authProvider/usePermission.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskShow } from '../ui/DeskShow.tsx';
import { amountOf } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import { reasonText } from './DisputeList.tsx';
import { EditPanel, SubmitPanel, WithdrawPanel } from './DisputePanels.tsx';
import { EvidenceFiles } from './EvidenceUpload.tsx';
import './disputes.css';

/** A dispute with the evidence as it goes to Stripe: read, changed, submitted. */
export function DisputeShow() {
  return (
    <DeskShow<DisputeShown> what="the dispute" refreshMs={() => 10_000}>
      {(record) => <Page key={record.id} record={record} />}
    </DeskShow>
  );
}

type Panel = 'edit' | 'submit' | 'withdraw' | null;

function Page({ record }: { record: DisputeShown }) {
  useCrumbs('Support', 'Disputes', record.order.code);
  const mayAct = usePermission('cases');
  const [panel, setPanel] = useState<Panel>(null);
  const close = () => setPanel(null);
  const { pack } = record;
  return (
    <div className={panel ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead
          title={`${reasonText(record.reason)}, order ${record.order.code}`}
          mark={<StateMark kind="dispute" state={record.state} loud />}
          facts={`${amountOf(record.amount.amount)} of ${amountOf(record.paid.amount)} disputed on ${workTime(record.createdAt)}. ${deadlineText(record)}`}
        >
          <Link className="btn" to={`/reservations/${record.order.id}/show`}>
            Open the case
          </Link>
          {mayAct && record.mayWithdraw && (
            <button type="button" className="btn" onClick={() => setPanel('withdraw')}>
              The fan withdrew it…
            </button>
          )}
          {mayAct && record.mayEdit && pack && (
            <>
              <button type="button" className="btn" onClick={() => setPanel('edit')}>
                Change the evidence…
              </button>
              <button type="button" className="btn p" onClick={() => setPanel('submit')}>
                Submit…
              </button>
            </>
          )}
        </PageHead>
        <div className="body">
          {pack === null ? (
            <p className="note info">
              {record.state === 'inquiry' || record.state === 'open.needsResponse'
                ? 'Its evidence is being gathered. It is here within a few minutes.'
                : 'No evidence was gathered for it.'}
            </p>
          ) : (
            <>
              <p className={record.submittedAt === null ? 'note info' : 'note success'}>
                {stageText(record)}
              </p>
              <Preview record={record} mayEdit={mayAct && record.mayEdit} />
            </>
          )}
          <RecordLog />
        </div>
      </div>
      {panel === 'edit' && pack && <EditPanel record={record} pack={pack} close={close} />}
      {panel === 'submit' && pack && <SubmitPanel record={record} pack={pack} close={close} />}
      {panel === 'withdraw' && <WithdrawPanel record={record} close={close} />}
    </div>
  );
}

function deadlineText({ dueAt, submitsAt, submittedAt }: DisputeShown): string {
  if (submittedAt !== null) return `Submitted ${workTime(submittedAt)}.`;
  if (dueAt === null) return 'Stripe names no deadline.';
  const until = `Stripe takes evidence until ${workTime(dueAt)}`;
  return submitsAt === null ? `${until}.` : `${until}; it goes by itself on ${workTime(submitsAt)}.`;
}

function stageText({ pack, submittedAt, mayEdit }: DisputeShown): string {
  if (submittedAt !== null)
    return pack?.submittedBy
      ? `${pack.submittedBy} submitted it. Stripe passed it to the bank, whose verdict comes from Stripe.`
      : 'It went by itself. Stripe passed it to the bank, whose verdict comes from Stripe.';
  if (!mayEdit) return 'It is on its way to the bank.';
  const edited = pack?.editedBy ? `, as ${pack.editedBy} changed it` : '';
  return pack?.stagedAt
    ? `Stripe has it since ${workTime(pack.stagedAt)}${edited}, and keeps it until it is submitted.`
    : `Stripe gets it within a minute${edited}, and keeps it until it is submitted.`;
}

/** What goes to Stripe, field by field, under the names that people use. */
function Preview({ record: { id, pack }, mayEdit }: { record: DisputeShown; mayEdit: boolean }) {
  if (!pack) return null;
  const texts = evidenceFields.flatMap((field) => {
    const text = pack.evidence[field];
    return text ? [{ field, text }] : [];
  });
  return (
    <section className="sec">
      <h2>What goes to Stripe</h2>
      <dl className="kv facts evidence">
        {texts.map(({ field, text }) => (
          <div key={field}>
            <dt>{evidenceNames[field]}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        <EvidenceFiles id={id} pack={pack} mayEdit={mayEdit} />
        {pack.notRecorded.map(({ what, why }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd className="mut">Not recorded. {why}</dd>
          </div>
        ))}
        {pack.earlier.length > 0 && (
          <div>
            <dt>Earlier purchases by Visa’s rules</dt>
            <dd>
              {pack.earlier.map(({ stripeId, at }) => (
                <span key={stripeId} className="earlier">
                  {stripeId}, paid {workTime(at)}
                </span>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
