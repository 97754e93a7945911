import type { ApprovalRow } from '@holdfast/shared/approvals';

/** What a person does with a request that waits for a second one. */
export type Verb = 'approve' | 'decline' | 'withdraw';

/** On buttons. */
export const verbNames: Record<Verb, string> = {
  approve: 'Approve',
  decline: 'Decline',
  withdraw: 'Withdraw the request',
};
/** Once it is done. */
export const doneTexts: Record<Verb, string> = {
  approve: 'It is approved and done.',
  decline: 'It is declined. Nothing was done.',
  withdraw: 'The request is withdrawn. Nothing was done.',
};

/** Whoever asked may only withdraw; others decide. @param me the person's id */
export const verbsFor = ({ by }: ApprovalRow, me: unknown): Verb[] =>
  by.id === me ? ['withdraw'] : ['approve', 'decline'];
