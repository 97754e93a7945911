import { idParam } from '@holdfast/shared/http';
import {
  newWithholdingDeposit,
  payableShown,
  withheldTax,
  withholdingNotice,
  withholdingParams,
  withholdingReturn,
} from '@holdfast/shared/payouts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { showPayable } from './readPayables.ts';
import { depositWithheld, endNotice, recordNotice, returnWithheld, showWithheld } from './withheld.ts';

const common = { tag: 'Admin: payouts', roles: ['finance'] } as const;
const action = { ...common, method: 'post', idempotent: true, freshProof: true } as const;
const ofConsignor = {
  ...action,
  params: idParam('consignor'),
  body: withholdingNotice,
  answer: payableShown,
} as const;

/** Backup withholding as finance sees and records it. */
export const withholdingRoutes = (): AnyEndpoint[] => [
  query({
    ...common,
    path: '/admin/withheld-tax',
    summary: 'Tax that was withheld from payouts, what of it is owed to the IRS, and what was paid to it',
    answer: withheldTax,
    run: (trx) => showWithheld(trx),
  }),
  command({
    ...action,
    path: '/admin/withheld-tax/deposits',
    summary: 'Say that withheld tax was paid to the IRS',
    body: newWithholdingDeposit,
    answer: withheldTax,
    problems: ['validation_failed'],
    async run(trx, { body, principal }) {
      await depositWithheld(trx, body, principal);
      return showWithheld(trx);
    },
  }),
  command({
    ...action,
    path: '/admin/withholdings/:id/return',
    params: withholdingParams,
    summary: 'Give tax that was withheld in error back, in its year and before it is paid to the IRS',
    body: withholdingReturn,
    answer: withheldTax,
    problems: ['not_found', 'transition_refused', 'validation_failed'],
    async run(trx, { params: { id }, body, principal }) {
      await returnWithheld(trx, id, body.reason, principal);
      return showWithheld(trx);
    },
  }),
  command({
    ...ofConsignor,
    path: '/admin/payables/:id/withholding-notice',
    summary: 'Record that the IRS told of backup withholding for a consignor',
    problems: ['not_found', 'validation_failed'],
    async run(trx, { params: { id }, body, principal }) {
      await recordNotice(trx, id, body.reason, principal);
      return showPayable(trx, id);
    },
  }),
  command({
    ...ofConsignor,
    path: '/admin/payables/:id/withholding-notice/end',
    summary: 'Record that it no longer holds',
    problems: ['not_found', 'nothing_to_do', 'validation_failed'],
    async run(trx, { params: { id }, body, principal }) {
      await endNotice(trx, id, body.reason, principal);
      return showPayable(trx, id);
    },
  }),
];
