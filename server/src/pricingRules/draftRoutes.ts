import { idParam } from '@holdfast/shared/http';
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
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { changeDraft, createDraft, dropDraft, listDrafts, putDraftInForce } from './drafts.ts';
import { replay } from './whatIf.ts';

const tag = 'Admin: percentages';
const readers = ['staff', 'finance'] as const;
const finance = ['finance'] as const;

/** Routes of percentages drafts: finance edits and puts them in force; staff read and replay them. */
export function draftRoutes(): AnyEndpoint[] {
  return [...readingRoutes(), ...changingRoutes()];
}

function readingRoutes(): AnyEndpoint[] {
  return [
    query({
      path: '/admin/percentages/drafts',
      tag,
      summary: 'Rules that nobody has put in force',
      roles: readers,
      answer: draftList,
      read: (db) => listDrafts(db),
    }),
    query({
      method: 'post',
      path: '/admin/percentages/what-if',
      tag,
      summary: 'Replay a draft over the sales of a period; nothing changes',
      roles: readers,
      body: whatIf,
      answer: whatIfAnswer,
      problems: ['validation_failed'],
      read: (db, { body }) => replay(db, body),
    }),
  ];
}

function changingRoutes(): AnyEndpoint[] {
  return [
    command({
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
      run: (trx, { body, principal }) => createDraft(trx, body, principal),
    }),
    command({
      method: 'put',
      path: '/admin/percentages/drafts/:id',
      params: idParam('percentagesDraft'),
      tag,
      summary: 'Change a draft',
      roles: finance,
      idempotent: true,
      body: changedDraft,
      answer: percentagesDraft,
      problems: ['validation_failed', 'version_conflict', 'not_found'],
      run: (trx, { params, body, principal }) => changeDraft(trx, params.id, body, principal),
    }),
    command({
      method: 'post',
      path: '/admin/percentages/drafts/:id/drop',
      params: idParam('percentagesDraft'),
      tag,
      summary: 'Drop a draft; the log keeps it',
      roles: finance,
      idempotent: true,
      body: droppedDraft,
      answer: percentagesDraft,
      problems: ['version_conflict', 'not_found'],
      run: (trx, { params, body, principal }) => dropDraft(trx, params.id, body.version, principal),
    }),
    command({
      method: 'post',
      path: '/admin/percentages/drafts/:id/put-in-force',
      params: idParam('percentagesDraft'),
      tag,
      summary: 'Make a draft a rule, from its moment or from now on',
      roles: finance,
      idempotent: true,
      body: draftInForce,
      answer: percentagesRule,
      status: 201,
      problems: ['validation_failed', 'overlapping_percentages', 'version_conflict', 'not_found'],
      run: (trx, { params, body, principal }) => putDraftInForce(trx, params.id, body, principal),
    }),
  ];
}
