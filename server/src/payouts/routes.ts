import { idParam } from '@holdfast/shared/http';
import {
  lossDecision,
  newAdjustment,
  newPayoutRun,
  payableList,
  payableQuery,
  payableShown,
  payoutHold,
  payoutParams,
  payoutRunList,
  payoutRunParams,
  payoutRunQuery,
  payoutRunShown,
  payoutShown,
  runPaid,
  runPayoutList,
  runPayoutQuery,
  statement,
  statementQuery,
} from '@holdfast/shared/payouts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { sendDownload } from '../platform/downloads.ts';
import { type AnyEndpoint, command, endpoint, query } from '../platform/http/index.ts';
import { payoutActions } from './actionRoutes.ts';
import { holdConsignor, payRun, releaseConsignor } from './actOnPayouts.ts';
import { adjustOrAsk } from './adjust.ts';
import { advanceRoutes } from './advanceRoutes.ts';
import { agingRoutes } from './aging.ts';
import { beginApproval } from './approveRun.ts';
import { calendarRoutes } from './calendarRoutes.ts';
import { decideLoss } from './decideLoss.ts';
import { beginRun } from './makeRun.ts';
import { listPayables, showPayable } from './readPayables.ts';
import { listRunPayouts, showPayout } from './readPayouts.ts';
import { listRuns, showRun } from './readRuns.ts';
import { statementOf } from './statement.ts';
import { statementPdf } from './statementPdf.ts';
import { transferRoutes } from './transfers/routes.ts';
import { withdrawRun } from './withdrawRun.ts';
import { withholdingRoutes } from './withholdingRoutes.ts';

const common = { tag: 'Admin: payouts', roles: ['finance'] } as const;
const payableParams = idParam('consignor');
const problems = [
  'not_found',
  'version_conflict',
  'transition_refused',
  'validation_failed',
  'nothing_to_do',
] as const;
const action = { ...common, method: 'post', idempotent: true, problems } as const;

/** The endpoints of payouts. Whoever moves money proves first that it is them. */
export function payoutRoutes(app: AppContext): AnyEndpoint[] {
  return [
    ...readingRoutes(),
    ...runRoutes(app),
    ...payoutActions(app),
    ...transferRoutes(app),
    ...holdRoutes(app),
    ...calendarRoutes(),
    ...advanceRoutes(),
    ...withholdingRoutes(),
    ...agingRoutes(),
    ...reports(app),
  ];
}

function readingRoutes(): AnyEndpoint[] {
  return [
    query({
      ...common,
      path: '/admin/payables',
      scopes: ['payouts:read'],
      summary: 'What consignors are owed: payable now, in payouts, waiting and why',
      query: payableQuery,
      answer: payableList,
      run: (trx, { query }) => listPayables(trx, query),
    }),
    query({
      ...common,
      path: '/admin/payables/:id',
      scopes: ['payouts:read'],
      params: payableParams,
      summary: 'What one consignor is owed, order by order, and was paid',
      answer: payableShown,
      problems: ['not_found'],
      run: (trx, { params }) => showPayable(trx, params.id),
    }),
    query({
      ...common,
      path: '/admin/payables/:id/statement',
      scopes: ['payouts:read'],
      params: payableParams,
      summary: 'A consignor’s statement of a month',
      query: statementQuery,
      answer: statement,
      problems: ['not_found'],
      run: (trx, { params, query }) => statementOf(trx, params.id, query.month ?? null),
    }),
    query({
      ...common,
      path: '/admin/payout-runs',
      scopes: ['payouts:read'],
      summary: 'Runs of payouts, newest first',
      query: payoutRunQuery,
      answer: payoutRunList,
      run: (trx, { query, principal }) => listRuns(trx, query, principal.by),
    }),
    query({
      ...common,
      path: '/admin/payout-runs/:id',
      scopes: ['payouts:read'],
      params: payoutRunParams,
      summary: 'One run with its largest payouts, and how far it is',
      answer: payoutRunShown,
      problems: ['not_found'],
      run: (trx, { params, principal }) => showRun(trx, params.id, principal.by),
    }),
    query({
      ...common,
      path: '/admin/payout-runs/:id/payouts',
      scopes: ['payouts:read'],
      params: payoutRunParams,
      summary: 'Payouts of a run, a page at a time',
      query: runPayoutQuery,
      answer: runPayoutList,
      run: (trx, { params, query }) => listRunPayouts(trx, params.id, query),
    }),
    query({
      ...common,
      path: '/admin/payouts/:id',
      scopes: ['payouts:read'],
      params: payoutParams,
      summary: 'One payout with the entries that it pays',
      answer: payoutShown,
      problems: ['not_found'],
      run: (trx, { params }) => showPayout(trx, params.id),
    }),
  ];
}

function runRoutes({ engine }: AppContext): AnyEndpoint[] {
  const one = { ...action, params: payoutRunParams, answer: payoutRunShown } as const;
  return [
    command({
      ...action,
      path: '/admin/payout-runs',
      summary:
        'Make a run of everything that may be paid now; its lines are frozen. A large one is made in the background',
      body: newPayoutRun,
      answer: payoutRunShown,
      async run(trx, { body, principal }) {
        return showRun(trx, await beginRun(trx, engine, body, principal), principal.by);
      },
    }),
    command({
      ...one,
      path: '/admin/payout-runs/:id/approve',
      summary: 'Approve it: somebody else than its maker. A payout that changed is left to the next run',
      freshProof: true,
      problems: [...problems, 'forbidden'],
      async run(trx, { params, principal }) {
        await beginApproval(trx, engine, params.id, principal);
        return showRun(trx, params.id, principal.by);
      },
    }),
    command({
      ...one,
      path: '/admin/payout-runs/:id/withdraw',
      summary: 'End a run that wasn’t approved; what was in it may be paid by another one',
      body: payoutHold,
      async run(trx, { params, body, principal }) {
        await withdrawRun(trx, engine, params.id, body.reason, principal);
        return showRun(trx, params.id, principal.by);
      },
    }),
    command({
      ...one,
      path: '/admin/payout-runs/:id/pay',
      summary: 'Say that all approved payouts of it were paid',
      freshProof: true,
      body: runPaid,
      async run(trx, { params, body, principal }) {
        await payRun(trx, engine, params.id, body, principal);
        return showRun(trx, params.id, principal.by);
      },
    }),
  ];
}

function holdRoutes({ engine }: AppContext): AnyEndpoint[] {
  const one = { ...action, params: payableParams, body: payoutHold, answer: payableShown } as const;
  return [
    command({
      ...one,
      path: '/admin/payables/:id/hold',
      summary: 'Don’t pay a consignor for now: the next runs leave them out',
      async run(trx, { params: { id }, body, principal }) {
        await holdConsignor(trx, id, body.reason, principal);
        return showPayable(trx, id);
      },
    }),
    command({
      ...one,
      path: '/admin/payables/:id/adjust',
      summary: 'Give or take something besides sales, with a reason; above the limit a second person decides',
      freshProof: true,
      body: newAdjustment,
      problems: [...problems, 'approval_waits'],
      async run(trx, { params: { id }, body, principal }) {
        await adjustOrAsk(trx, engine, id, body, principal);
        return showPayable(trx, id);
      },
    }),
    command({
      ...one,
      path: '/admin/payables/:id/losses',
      summary: 'Say who bears a sale whose payment a fan’s bank took back for good',
      freshProof: true,
      body: lossDecision,
      async run(trx, { params: { id }, body, principal }) {
        await decideLoss(trx, id, body, principal);
        return showPayable(trx, id);
      },
    }),
    command({
      ...one,
      path: '/admin/payables/:id/release',
      summary: 'Pay them again from the next run on',
      async run(trx, { params: { id }, body, principal }) {
        await releaseConsignor(trx, id, body.reason, principal);
        return showPayable(trx, id);
      },
    }),
  ];
}

const reports = ({ db }: AppContext): AnyEndpoint[] => [
  endpoint({
    ...common,
    method: 'get',
    path: '/admin/payables/:id/statement.pdf',
    params: payableParams,
    summary: 'A consignor’s statement of a month as PDF',
    query: statementQuery,
    problems: ['not_found'],
    async handle(ctx, { params, query }) {
      const { file, body } = await inTransaction(db, (trx) =>
        statementPdf(trx, params.id, query.month ?? null),
      );
      const filter = { ...query, consignorId: params.id };
      return sendDownload(db, ctx, { noun: 'statement', file, filter, type: 'application/pdf', body });
    },
  }),
];
