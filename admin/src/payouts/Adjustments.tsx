/** Adjustments of what a consignor is owed: made, and those that wait for a second person. */
import { type ApprovalRow, approve, endApproval } from '@holdfast/shared/approvals';
import { adjustmentKinds, adjustmentNames, newAdjustment, type PayableShown } from '@holdfast/shared/payouts';
import { useMemo, useState } from 'react';
import { SelectInput, useGetIdentity, useNotify } from 'react-admin';
import { doneTexts, type Verb, verbNames, verbsFor } from '../approvals/verbs.ts';
import { MoneyInput } from '../ui/forms/FigureInputs.tsx';
import { ReasonInput } from '../ui/forms/ReasonInput.tsx';
import { ReasonPanel } from '../ui/forms/ReasonPanel.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';
import { workTime } from '../ui/time.ts';

const kinds = adjustmentKinds.map((id) => ({ id, name: adjustmentNames[id] }));

/** Gives or takes something besides sales. */
export function AdjustPanel({ record, close }: { record: PayableShown; close: () => void }) {
  const notify = useNotify();
  const defaults = useMemo(() => ({ kind: 'goodwill', amount: null, reason: '' }), []);
  return (
    <LeavablePanel
      title="Adjust what is owed"
      about="An entry of the books with your reason, which the consignor reads on the statement. The next run takes it. Above the limit of the settings a colleague approves it first."
      leave="Don’t adjust"
      onLeave={close}
    >
      <UpdateForm<PayableShown>
        resource="payableAdjustments"
        id={record.id}
        schema={newAdjustment}
        defaultValues={defaults}
        submit="Book it"
        onDone={({ requests }) => {
          const waits = requests.some(({ state }) => state === 'waiting');
          notify(waits ? 'It waits for a colleague.' : 'It is in the books.', { type: 'success' });
          close();
        }}
      >
        <div className="form-grid stacked">
          <SelectInput source="kind" label="What it is" choices={kinds} helperText={false} />
          <MoneyInput source="amount" label="Amount" />
          <ReasonInput />
        </div>
      </UpdateForm>
    </LeavablePanel>
  );
}

/** Adjustments that wait for a second person. */
export function AdjustmentRequests({ requests }: { requests: readonly ApprovalRow[] }) {
  return requests
    .filter(({ state }) => state === 'waiting')
    .map((request) => <Waiting key={request.id} request={request} />);
}

function Waiting({ request }: { request: ApprovalRow }) {
  const { data: identity } = useGetIdentity();
  const [verb, setVerb] = useState<Verb | null>(null);
  return (
    <div className="note info">
      <p>
        <b>{request.words}</b> waits for a second person. {request.by.name} asks: {request.reason} It ends by
        itself {workTime(request.expiresAt)}.
      </p>
      <p>
        {verbsFor(request, identity?.id).map((each) => (
          <button
            key={each}
            type="button"
            className={each === 'approve' ? 'btn p' : 'btn'}
            onClick={() => setVerb(each)}
          >
            {verbNames[each]}…
          </button>
        ))}
      </p>
      {verb && (
        <ReasonPanel
          key={verb}
          title={verbNames[verb]}
          about={request.words}
          leave="Not now"
          close={() => setVerb(null)}
          resource={`approvals.${verb}`}
          id={request.id}
          schema={verb === 'approve' ? approve : endApproval}
          bodyOf={({ reason }) => (verb === 'approve' ? { reason, seenVersion: 0 } : { reason })}
          submit={verbNames[verb]}
          done={doneTexts[verb]}
        />
      )}
    </div>
  );
}
