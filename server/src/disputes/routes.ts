import {
  disputeFileParams,
  disputeList,
  disputeParams,
  disputeQuery,
  disputeShown,
  editEvidence,
  submitEvidence,
  withdrawDispute,
} from '@holdfast/shared/disputes';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { type AnyEndpoint, command, endpoint, query } from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import { askToSubmit, editPack, noteWithdrawal } from './answerDispute.ts';
import { listDisputes, showDispute } from './listDisputes.ts';
import { fileBytes } from './pack.ts';

const reading = { tag: 'Admin', roles: ['support', 'finance'] } as const;
const changing = {
  tag: 'Admin',
  roles: ['support'],
  params: disputeParams,
  answer: disputeShown,
  idempotent: true,
  problems: ['not_found', 'validation_failed', 'version_conflict', 'transition_refused'],
} as const;

export function disputeRoutes(app: AppContext): AnyEndpoint[] {
  return [
    query({
      ...reading,
      path: '/admin/disputes',
      summary: 'Disputes and inquiries of banks, newest first',
      query: disputeQuery,
      answer: disputeList,
      run: (trx, { query }) => listDisputes(trx, query),
    }),
    query({
      ...reading,
      path: '/admin/disputes/:id',
      params: disputeParams,
      summary: 'A dispute with its evidence, as it goes to Stripe',
      answer: disputeShown,
      problems: ['not_found'],
      run: (trx, { params }) => showDispute(trx, params.id),
    }),
    endpoint({
      ...reading,
      roles: ['support', 'finance'],
      method: 'get',
      path: '/admin/disputes/:id/files/:field',
      params: disputeFileParams,
      summary: 'A file of a dispute’s evidence, as PDF',
      problems: ['not_found'],
      async handle(ctx, { params }) {
        const file = await inTransaction(app.db, (trx) => fileBytes(trx, params.id, params.field));
        if (!file) throw notFound('file');
        ctx.type = 'application/pdf';
        ctx.set('Cache-Control', 'private, no-store');
        ctx.set('Content-Disposition', `inline; filename="${file.name}"`);
        ctx.body = file.bytes;
        return undefined;
      },
    }),
    command({
      ...changing,
      method: 'put',
      path: '/admin/disputes/:id/evidence',
      summary: 'Change the evidence; Stripe gets the new version within a minute, not yet submitted',
      body: editEvidence,
      async run(trx, { params, body, principal }) {
        await editPack(trx, params.id, body, principal);
        return showDispute(trx, params.id);
      },
    }),
    command({
      ...changing,
      method: 'post',
      path: '/admin/disputes/:id/submit',
      summary: 'Submit the evidence, once and for all, within a minute',
      body: submitEvidence,
      async run(trx, { params, body, principal }) {
        await askToSubmit(trx, params.id, body, principal);
        return showDispute(trx, params.id);
      },
    }),
    command({
      ...changing,
      method: 'post',
      path: '/admin/disputes/:id/withdraw',
      summary: 'The fan says that they withdrew it at their bank: the bank is told with the evidence',
      body: withdrawDispute,
      async run(trx, { params, body, principal }) {
        await noteWithdrawal(trx, app.engine, params.id, body.reason, principal);
        return showDispute(trx, params.id);
      },
    }),
  ];
}
