/** What of an order waits for a second person, and what did. */
import { type ApprovalRow, approve, endApproval } from '@holdfast/shared/approvals';
import type { DeliveryRemedies, RemedyPart } from '@holdfast/shared/deliveries';
import { formatMoney } from '@holdfast/shared/money';
import type { SupportCase } from '@holdfast/shared/support';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useGetIdentity, useNotify } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { WhatFollows } from '../reservations/WhatFollows.tsx';
import { ReasonInput } from '../ui/forms/ReasonInput.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { workTime } from '../ui/time.ts';
import { VerbButtons } from './VerbButtons.tsx';
import { doneTexts, type Verb, verbNames, verbsFor } from './verbs.ts';

export function CaseApprovals({ data, mayAct }: { data: SupportCase; mayAct: boolean }) {
  const { approvals } = data;
  if (approvals.length === 0) return null;
  return (
    <section style={{ marginTop: 16 }}>
      <h2 className="ruled">A second person</h2>
      {approvals.map((approval) =>
        approval.state === 'waiting' ? (
          <Waiting key={approval.id} approval={approval} data={data} mayAct={mayAct} />
        ) : (
          <Ended key={approval.id} approval={approval} />
        ),
      )}
    </section>
  );
}

function Ended({ approval }: { approval: ApprovalRow }) {
  const { words, state, by, reason, decidedBy, decidedAt, decideReason } = approval;
  return (
    <div className="approval">
      <p>
        {words} <StateMark kind="approval" state={state} />
      </p>
      <p className="sm mut">
        {by.name}: {reason}
        {decidedAt && ` · ${decidedBy ?? 'nobody'}, ${workTime(decidedAt)}`}
        {decideReason && `: ${decideReason}`}
      </p>
    </div>
  );
}

function Waiting({ approval, data, mayAct }: { approval: ApprovalRow; data: SupportCase; mayAct: boolean }) {
  const { data: identity } = useGetIdentity();
  const [verb, setVerb] = useState<Verb | null>(null);
  const isOwn = identity?.id === approval.by.id;
  return (
    <div className="approval what-if">
      <p>
        <b className="bold">{approval.words}</b> <StateMark kind="approval" state={approval.state} />
      </p>
      <p className="mut">
        {approval.by.name} asks: “{approval.reason}” It ends by itself, {workTime(approval.expiresAt)}.
      </p>
      {isOwn && <p className="note info">You asked for this: somebody else of support decides.</p>}
      {mayAct && verb === null && <VerbButtons verbs={verbsFor(approval, identity?.id)} choose={setVerb} />}
      {verb !== null && <Decide approval={approval} verb={verb} data={data} close={() => setVerb(null)} />}
    </div>
  );
}

const noReason = { reason: '' };

/** The reason, and before an approval once more what would follow now. */
function Decide({
  approval,
  verb,
  data,
  close,
}: {
  approval: ApprovalRow;
  verb: Verb;
  data: SupportCase;
  close: () => void;
}) {
  const notify = useNotify();
  useShortcuts([{ keys: 'Escape', does: 'leave it', run: close, inFields: true }]);
  const isDelivery = approval.command.startsWith('delivery.');
  const { data: remedies, error } = useQuery({
    queryKey: ['remedies', approval.subject],
    queryFn: () => call<DeliveryRemedies>(`/admin/deliveries/${approval.subject}/remedies`),
    enabled: verb === 'approve' && isDelivery,
    retry: false,
  });
  const seen = isDelivery ? remedies : data.actors.find(({ id }) => id === approval.subject);
  const version = seen?.version ?? 0;
  return (
    <>
      {verb === 'approve' && (
        <>
          {isDelivery ? (
            <DeliveryParts approval={approval} remedies={remedies} error={error} />
          ) : (
            <WhatFollows order={data.reservation.id} body={{ ...approval.body, version }} isApproved />
          )}
          <p className="note danger">
            {approval.command === 'delivery.replace'
              ? `The fan gets these tickets at once, and we bear ${formatMoney(approval.amount)}.`
              : `${formatMoney(approval.amount)} moves at once.`}{' '}
            This can’t be undone.
          </p>
        </>
      )}
      <UpdateForm
        key={verb}
        resource={`approvals.${verb}`}
        id={approval.id}
        schema={verb === 'approve' ? approve : endApproval}
        bodyOf={({ reason }) => (verb === 'approve' ? { reason, seenVersion: version } : { reason })}
        defaultValues={noReason}
        submit={verbNames[verb]}
        onDone={() => {
          notify(doneTexts[verb], { type: 'success' });
          close();
        }}
      >
        <div className="form-grid stacked">
          <ReasonInput />
        </div>
      </UpdateForm>
      <button type="button" className="btn t w" onClick={close}>
        Not now <kbd>Esc</kbd>
      </button>
    </>
  );
}

/** Who gives and gets what: of a refund in place of tickets, or of other tickets. */
function DeliveryParts({
  approval,
  remedies,
  error,
}: {
  approval: ApprovalRow;
  remedies: DeliveryRemedies | undefined;
  error: Error | null;
}) {
  if (!remedies && error === null) return null;
  const { parts, refused } = partsOf(approval, remedies, error);
  if (refused !== null) return <p className="note warn">Not possible now: {refused}</p>;
  return (
    <dl className="kv what-follows">
      {parts
        .filter(({ amount }) => amount.amount !== 0)
        .map(({ what, who, amount }) => (
          <div key={`${what} ${who}`} style={{ display: 'contents' }}>
            <dt>{who}</dt>
            <dd>{formatMoney(amount)}</dd>
          </div>
        ))}
      {approval.command === 'delivery.refund' && remedies && (
        <>
          <dt>The fan gets</dt>
          <dd>{formatMoney(remedies.refund.amount)}</dd>
        </>
      )}
    </dl>
  );
}

function partsOf(
  { command, body }: ApprovalRow,
  remedies: DeliveryRemedies | undefined,
  error: Error | null,
): { parts: readonly RemedyPart[]; refused: string | null } {
  if (!remedies) return { parts: [], refused: error?.message ?? null };
  if (command === 'delivery.refund') return remedies.refund;
  const offer = remedies.offers.find(
    ({ listingId, seats }) => listingId === body.listingId && String(seats) === String(body.seats),
  );
  return offer
    ? { parts: offer.parts, refused: null }
    : {
        parts: [],
        refused:
          remedies.noReplacement ??
          'These seats were taken meanwhile, or left the sale. Decline it; others can be chosen.',
      };
}
