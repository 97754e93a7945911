import {
  bankFileList,
  bankFileParams,
  bankFilePlan,
  bankFileQuery,
  bankFileRecall,
  bankFileSettled,
  bankFileShown,
  bankFileText,
  newBankFile,
} from '@holdfast/shared/bankFiles';
import { payoutRunParams } from '@holdfast/shared/payouts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { type AnyEndpoint, command, endpoint, principalOf, query } from '../platform/http/index.ts';
import { answerRoutes } from './answers/routes.ts';
import { recallFile, settleFile } from './endFile.ts';
import { makeFile, previewFile } from './makeFile.ts';
import { listFiles, showFile, textOfFile } from './readFiles.ts';

const common = { tag: 'Admin: bank files', roles: ['finance'] } as const;
const problems = [
  'not_found',
  'transition_refused',
  'validation_failed',
  'version_conflict',
  'nothing_to_do',
] as const;
const action = {
  ...common,
  method: 'post',
  idempotent: true,
  freshProof: true,
  answer: bankFileShown,
  problems,
} as const;

/** Files for the bank, and its answers. */
export function bankFileRoutes(app: AppContext): AnyEndpoint[] {
  return [...readingRoutes(app), ...actionRoutes(app), ...answerRoutes(app)];
}

function readingRoutes({ db, secret }: AppContext): AnyEndpoint[] {
  return [
    query({
      ...common,
      path: '/admin/payout-runs/:id/bank-file',
      params: payoutRunParams,
      summary: 'The dry run of a run’s bank file: what it would pay, and what the bank would refuse',
      query: newBankFile,
      answer: bankFilePlan,
      problems: ['not_found', 'transition_refused'],
      run: (trx, { params, query: { paysOn } }) => previewFile(trx, { secret, runId: params.id, paysOn }),
    }),
    query({
      ...common,
      path: '/admin/bank-files',
      summary: 'Files for the bank, newest first',
      query: bankFileQuery,
      answer: bankFileList,
      run: (trx, { query: asked }) => listFiles(trx, asked),
    }),
    query({
      ...common,
      path: '/admin/bank-files/:id',
      params: bankFileParams,
      summary: 'One file with its lines, and what became of each',
      answer: bankFileShown,
      problems: ['not_found'],
      run: (trx, { params }) => showFile(trx, params.id),
    }),
    // No command: an answer with whole account numbers isn't stored under a key.
    endpoint({
      ...common,
      method: 'post',
      path: '/admin/bank-files/:id/text',
      params: bankFileParams,
      freshProof: true,
      summary: 'A file’s text, for the bank: it has whole account numbers, and each taking is logged',
      answer: bankFileText,
      problems: ['not_found', 'transition_refused'],
      handle: (ctx, { params }) =>
        inTransaction(db, (trx) => textOfFile(trx, secret, params.id, principalOf(ctx))),
    }),
  ];
}

function actionRoutes({ engine, secret }: AppContext): AnyEndpoint[] {
  return [
    command({
      ...action,
      path: '/admin/payout-runs/:id/bank-file',
      params: payoutRunParams,
      summary: 'Make the bank file of a run: its payouts are on their way, and are in no other file',
      body: newBankFile,
      async run(trx, { params, body: { paysOn }, principal }) {
        return showFile(trx, await makeFile(trx, engine, { secret, runId: params.id, paysOn }, principal));
      },
    }),
    command({
      ...action,
      path: '/admin/bank-files/:id/recall',
      params: bankFileParams,
      summary: 'Say that a file wasn’t given to the bank: its payouts wait to be paid again',
      body: bankFileRecall,
      async run(trx, { params: { id }, body: { reason }, principal }) {
        await recallFile(trx, engine, id, reason, principal);
        return showFile(trx, id);
      },
    }),
    command({
      ...action,
      path: '/admin/bank-files/:id/settle',
      params: bankFileParams,
      summary: 'Say that the bank paid all of a file that it didn’t refuse or return',
      body: bankFileSettled,
      async run(trx, { params: { id }, body: { paidOn }, principal }) {
        await settleFile(trx, engine, id, paidOn, principal);
        return showFile(trx, id);
      },
    }),
  ];
}
