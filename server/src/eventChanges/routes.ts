import { approvalRow } from '@holdfast/shared/approvals';
import {
  callOffRequest,
  changedOrderList,
  changedOrderQuery,
  eventChange,
  movePreview,
  movePreviewQuery,
  newEventChange,
} from '@holdfast/shared/eventChanges';
import { idParam } from '@holdfast/shared/http';
import { readApproval } from '../approvals/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { askToCallOff, changeByOne } from './callOff.ts';
import { listChangedOrders, showEventChange } from './eventChangeQueries.ts';
import { eventRoutes } from './eventRoutes.ts';
import { previewMove } from './previewMove.ts';
import { retryRefunds } from './retryRefunds.ts';

const common = { tag: 'Admin: events' };
const seers = ['staff', 'support', 'finance'] as const;

export function eventChangeRoutes({ engine }: AppContext): AnyEndpoint[] {
  return [
    ...eventRoutes(engine),
    command({
      ...common,
      method: 'post',
      path: '/admin/events/:id/changes',
      params: idParam('event'),
      freshProof: true,
      summary:
        'Call an event off, postpone, move or restore it: holds and listings follow at once, its orders one by one',
      roles: ['staff'],
      idempotent: true,
      body: newEventChange,
      answer: eventChange,
      status: 201,
      problems: [
        'not_found',
        'version_conflict',
        'nothing_to_do',
        'validation_failed',
        'second_person_needed',
        'forbidden',
      ],
      run: (trx, { params, body, principal, caller: { roles } }) =>
        changeByOne(trx, engine, params.id, body, { principal, roles }),
    }),
    command({
      ...common,
      method: 'post',
      path: '/admin/events/:id/call-off-requests',
      params: idParam('event'),
      freshProof: true,
      summary: 'Ask a second person to call an event off whose refunds are above the limit',
      roles: ['staff'],
      idempotent: true,
      body: callOffRequest,
      answer: approvalRow,
      status: 201,
      problems: ['not_found', 'version_conflict', 'nothing_to_do', 'validation_failed', 'approval_waits'],
      async run(trx, { params, body, principal }) {
        return readApproval(trx, await askToCallOff(trx, engine, params.id, body, principal));
      },
    }),
    query({
      ...common,
      path: '/admin/events/:id/move-preview',
      params: idParam('event'),
      summary:
        'What a move would hit: orders with their choice, holds, and listings that would wait for a person',
      roles: seers,
      query: movePreviewQuery,
      answer: movePreview,
      problems: ['not_found', 'validation_failed'],
      run: (trx, { params, query }) => previewMove(trx, params.id, query),
    }),
    query({
      ...common,
      path: '/admin/eventChanges/:id',
      params: idParam('eventChange'),
      summary: 'A change of an event, and how far its orders are',
      roles: seers,
      answer: eventChange,
      problems: ['not_found'],
      run: (trx, { params }) => showEventChange(trx, params.id),
    }),
    query({
      ...common,
      path: '/admin/eventChanges/:id/orders',
      params: idParam('eventChange'),
      summary: 'The orders of a change: refunded, on their way, failed or left',
      roles: seers,
      query: changedOrderQuery,
      answer: changedOrderList,
      problems: ['not_found'],
      run: (trx, { params, query }) => listChangedOrders(trx, params.id, query),
    }),
    command({
      ...common,
      method: 'post',
      path: '/admin/eventChanges/:id/retry',
      freshProof: true,
      params: idParam('eventChange'),
      summary: 'Ask the refunds again that could not be asked',
      roles: ['staff'],
      idempotent: true,
      answer: eventChange,
      problems: ['not_found', 'nothing_to_do'],
      async run(trx, { params, principal }) {
        await retryRefunds(trx, params.id, principal);
        return showEventChange(trx, params.id);
      },
    }),
  ];
}
