import {
  closeMonth as closeBody,
  monthList,
  monthParams,
  monthQuery,
  monthShown,
  reopenMonth as reopenBody,
} from '@holdfast/shared/closing';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { closeMonth, reopenMonth } from './closeMonth.ts';
import { listMonths, showMonth } from './readMonths.ts';

const common = { tag: 'Admin: books' } as const;
const one = { ...common, params: monthParams, answer: monthShown } as const;
const action = { ...one, method: 'post', freshProof: true, idempotent: true } as const;

/** The endpoints of months. */
export const closingRoutes = (): AnyEndpoint[] => [
  query({
    ...common,
    roles: ['finance'],
    path: '/admin/months',
    summary: 'The months of the books, newest first: closed by whom, and those that aren’t',
    query: monthQuery,
    answer: monthList,
    run: (trx, { query }) => listMonths(trx, query),
  }),
  query({
    ...one,
    roles: ['finance'],
    path: '/admin/months/:id',
    summary: 'A month with what is left to do before it is closed',
    problems: ['not_found'],
    run: (trx, { params }) => showMonth(trx, params.id),
  }),
  command({
    ...action,
    roles: ['finance'],
    path: '/admin/months/:id/close',
    summary: 'Close it: nothing is booked in it any more',
    body: closeBody,
    problems: ['not_found', 'transition_refused', 'validation_failed'],
    run: (trx, { params, body, principal }) => closeMonth(trx, params.id, body, principal),
  }),
  command({
    ...action,
    roles: ['admin'],
    path: '/admin/months/:id/reopen',
    summary: 'Open the newest closed month again',
    body: reopenBody,
    problems: ['not_found', 'transition_refused'],
    run: (trx, { params, body, principal }) => reopenMonth(trx, params.id, body.reason, principal),
  }),
];
