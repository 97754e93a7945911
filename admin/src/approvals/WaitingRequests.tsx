/** Requests on the page of what they are about: who asks for what and why, and what a second person does with it. */
import { type ApprovalRow, approve, endApproval } from '@holdfast/shared/approvals';
import { useState } from 'react';
import { useGetIdentity } from 'react-admin';
import { ReasonPanel } from '../ui/forms/ReasonPanel.tsx';
import { workTime } from '../ui/time.ts';
import { VerbButtons } from './VerbButtons.tsx';
import { doneTexts, type Verb, verbNames, verbsFor } from './verbs.ts';

/** @param about what follows an approval as it stands now; left out: the request's own words */
export function WaitingRequests({
  requests,
  mayDecide = true,
  about,
}: {
  requests: readonly ApprovalRow[];
  /** Whether the person's roles decide; whoever asked may always withdraw. */
  mayDecide?: boolean;
  about?: string;
}) {
  return requests
    .filter(({ state }) => state === 'waiting')
    .map((request) => <Waiting key={request.id} request={request} mayDecide={mayDecide} about={about} />);
}

function Waiting({
  request,
  mayDecide,
  about,
}: {
  request: ApprovalRow;
  mayDecide: boolean;
  about: string | undefined;
}) {
  const { data: identity } = useGetIdentity();
  const [verb, setVerb] = useState<Verb | null>(null);
  const verbs = verbsFor(request, identity?.id).filter((each) => mayDecide || each === 'withdraw');
  return (
    <div className="note info">
      <p>
        <b>{request.words}</b> waits for a second person. {request.by.name} asks: “{request.reason}” It ends
        by itself {workTime(request.expiresAt)}.
      </p>
      <VerbButtons verbs={verbs} choose={setVerb} />
      {verb && (
        <ReasonPanel
          key={verb}
          title={verbNames[verb]}
          about={verb === 'approve' && about ? about : request.words}
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
