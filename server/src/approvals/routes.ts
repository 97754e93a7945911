import {
  approvalRow,
  approvalRule,
  approvalRuleChange,
  approve,
  endApproval,
} from '@holdfast/shared/approvals';
import { idParam } from '@holdfast/shared/http';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import { type ApprovableCommands, decide, mayDecide, readApproval } from './requests.ts';
import { changeRule, readRule } from './rule.ts';

const common = {
  tag: 'Admin: approvals',
  // Which of them may, each command says.
  roles: ['support', 'finance', 'staff'],
  params: idParam('approval'),
} as const;
const deciding = {
  ...common,
  method: 'post',
  freshProof: true,
  idempotent: true,
  answer: approvalRow,
  problems: ['not_found', 'forbidden', 'four_eyes', 'transition_refused', 'validation_failed'],
} as const;

/** @param commands what may wait for a second person, by name */
export function approvalRoutes({ engine }: AppContext, commands: ApprovableCommands): AnyEndpoint[] {
  return [
    query({
      ...common,
      path: '/admin/approvals/:id',
      summary: 'A request that waits for a second person, or did',
      answer: approvalRow,
      problems: ['not_found'],
      async run(trx, { params, caller: { roles, personId } }) {
        const request = await readApproval(trx, params.id);
        if (request.by.id !== personId && !mayDecide(request, roles, commands)) throw notFound('request');
        return request;
      },
    }),
    command({
      ...deciding,
      path: '/admin/approvals/:id/approve',
      summary: 'Approve it: what was asked for is done at once, by the same code as without a second person',
      body: approve,
      problems: [...deciding.problems, 'version_conflict', 'sold_out', 'price_changed', 'nothing_to_do'],
      async run(trx, { params: { id }, body: { reason, seenVersion }, caller: { roles }, principal }) {
        await decide(trx, engine, { id, decision: 'approve', reason, roles }, commands, principal);
        const request = await readApproval(trx, id);
        await commands[request.command]?.run(trx, request, seenVersion, principal);
        return request;
      },
    }),
    ...(['decline', 'withdraw'] as const).map((decision) =>
      command({
        ...deciding,
        path: `/admin/approvals/:id/${decision}`,
        summary: decision === 'decline' ? 'Decline it: nothing is done' : 'Withdraw one’s own request',
        body: endApproval,
        async run(trx, { params: { id }, body: { reason }, caller: { roles }, principal }) {
          await decide(trx, engine, { id, decision, reason, roles }, commands, principal);
          return readApproval(trx, id);
        },
      }),
    ),
    ...ruleRoutes(),
  ];
}

function ruleRoutes(): AnyEndpoint[] {
  const shared = {
    tag: 'Admin: settings',
    roles: ['admin'],
    path: '/admin/settings/approvals',
    answer: approvalRule,
  } as const;
  return [
    query({
      ...shared,
      summary: 'From which amount on money moved by hand needs a second person',
      run: (trx) => readRule(trx),
    }),
    command({
      ...shared,
      method: 'put',
      freshProof: true,
      idempotent: true,
      summary: 'Change that amount; it holds from the next action on',
      body: approvalRuleChange,
      problems: ['validation_failed', 'version_conflict'],
      async run(trx, { body, principal }) {
        await changeRule(trx, body, principal);
        return readRule(trx);
      },
    }),
  ];
}
