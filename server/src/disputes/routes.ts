import { hash } from 'node:crypto';
import {
  disputeFileParams,
  disputeList,
  disputeParams,
  disputeQuery,
  disputeShown,
  editEvidence,
  newEvidenceFile,
  submitEvidence,
  withdrawDispute,
} from '@holdfast/shared/disputes';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import {
  type AnyEndpoint,
  command,
  endpoint,
  principalOf,
  query,
  readFileOf,
  requireKey,
  runOnce,
} from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import { askToSubmit, editPack, noteWithdrawal } from './answerDispute.ts';
import { listDisputes, showDispute } from './listDisputes.ts';
import { addFile, fileBytes, removeFile } from './packFiles.ts';

/** Bytes that are read at all; how much fits is counted with the other files. */
const largestUploadBytes = 5 * 1024 * 1024;

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
      summary: 'A file of a dispute’s evidence',
      problems: ['not_found'],
      async handle(ctx, { params }) {
        const file = await inTransaction(app.db, (trx) => fileBytes(trx, params.id, params.field));
        if (!file) throw notFound('file');
        ctx.type = file.media_type;
        ctx.set('X-Content-Type-Options', 'nosniff');
        ctx.set('Cache-Control', 'private, no-store');
        // What somebody uploaded is never shown as a page of ours.
        if (file.upload_id === null) ctx.set('Content-Disposition', `inline; filename="${file.name}"`);
        else ctx.attachment(file.name);
        ctx.body = file.bytes;
        return undefined;
      },
    }),
    endpoint({
      ...changing,
      method: 'post',
      path: '/admin/disputes/:id/files',
      bodyComesAs: 'stream',
      summary:
        'Add a file to the evidence: the bytes as the body, PDF, PNG or JPEG; all files together have at most 4.5 MB',
      query: newEvidenceFile,
      problems: [...changing.problems, 'file_not_recognized', 'body_too_large'],
      async handle(ctx, { params: { id }, query }) {
        const bytes = await readFileOf(ctx, largestUploadBytes, 'A file of evidence');
        ctx.state.rawBody = `${ctx.querystring}\n${hash('sha256', bytes, 'base64url')}`;
        const key = requireKey(ctx);
        return inTransaction(app.db, (trx) =>
          runOnce(trx, key, async () => {
            await addFile(trx, id, { ...query, bytes }, principalOf(ctx));
            return showDispute(trx, id);
          }),
        );
      },
    }),
    command({
      ...changing,
      method: 'delete',
      path: '/admin/disputes/:id/files/:field',
      params: disputeFileParams,
      summary: 'Remove a file that was added; one that was made for its field goes again',
      async run(trx, { params: { id, field }, principal }) {
        await removeFile(trx, id, field, principal);
        return showDispute(trx, id);
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
