import {
  changedDraft,
  draftInForce,
  draftList,
  droppedDraft,
  newDraft,
  percentagesDraft,
  percentagesRule,
  whatIf,
  whatIfAnswer,
} from '@holdfast/shared/pricing';
import type { AppContext } from '../platform/appContext.ts';
import { principalOf } from '../platform/audit.ts';
import { type AnyEndpoint, endpoint, once } from '../platform/http/index.ts';
import { changeDraft, createDraft, dropDraft, listDrafts, putDraftInForce } from './drafts.ts';
import { replay } from './whatIf.ts';

const tag = 'Admin: percentages';
const readers = ['staff', 'finance'] as const;
const finance = ['finance'] as const;

/** Routes of percentages drafts: finance edits and puts them in force; staff read and replay them. */
export function draftRoutes({ db }: AppContext): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/admin/percentages/drafts',
      tag,
      summary: 'Rules that nobody has put in force',
      roles: readers,
      answer: draftList,
      handle: () => listDrafts(db),
    }),
    endpoint({
      method: 'post',
      path: '/admin/percentages/drafts',
      tag,
      summary: 'Save a draft of a rule',
      roles: finance,
      idempotent: true,
      body: newDraft,
      answer: percentagesDraft,
      status: 201,
      problems: ['validation_failed'],
      handle: (ctx, { body }) => once(ctx, db, (trx) => createDraft(trx, body, principalOf(ctx))),
    }),
    endpoint({
      method: 'put',
      path: '/admin/percentages/drafts/:id',
      tag,
      summary: 'Change a draft',
      roles: finance,
      idempotent: true,
      body: changedDraft,
      answer: percentagesDraft,
      problems: ['validation_failed', 'version_conflict', 'not_found'],
      handle: (ctx, { body }) =>
        once(ctx, db, (trx) => changeDraft(trx, ctx.params.id as string, body, principalOf(ctx))),
    }),
    endpoint({
      method: 'post',
      path: '/admin/percentages/drafts/:id/drop',
      tag,
      summary: 'Drop a draft; the log keeps it',
      roles: finance,
      idempotent: true,
      body: droppedDraft,
      answer: percentagesDraft,
      problems: ['version_conflict', 'not_found'],
      handle: (ctx, { body }) =>
        once(ctx, db, (trx) => dropDraft(trx, ctx.params.id as string, body.version, principalOf(ctx))),
    }),
    endpoint({
      method: 'post',
      path: '/admin/percentages/drafts/:id/put-in-force',
      tag,
      summary: 'Make a draft a rule, from its moment or from now on',
      roles: finance,
      idempotent: true,
      body: draftInForce,
      answer: percentagesRule,
      status: 201,
      problems: ['validation_failed', 'overlapping_percentages', 'version_conflict', 'not_found'],
      handle: (ctx, { body }) =>
        once(ctx, db, (trx) => putDraftInForce(trx, ctx.params.id as string, body, principalOf(ctx))),
    }),
    endpoint({
      method: 'post',
      path: '/admin/percentages/what-if',
      tag,
      summary: 'Replay a draft over the sales of a period; nothing changes',
      roles: readers,
      body: whatIf,
      answer: whatIfAnswer,
      problems: ['validation_failed'],
      handle: (_ctx, { body }) => replay(db, body),
    }),
  ];
}
