import { gateEvents, gateNow, scan, scanned, undoAdmission as undoBody } from '@holdfast/shared/gate';
import { idParam } from '@holdfast/shared/http';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { scanCode, undoAdmission } from './admit.ts';
import { gateEventsNow, readGate } from './queries.ts';

const shared = { tag: 'Gate', roles: ['gate', 'support'] } as const;

/** The scanning page of our own events. */
export function gateRoutes(): AnyEndpoint[] {
  return [
    query({
      ...shared,
      path: '/gate/events',
      summary: 'Own events of today and the next days, with how many came',
      answer: gateEvents,
      run: async (trx) => ({ data: await gateEventsNow(trx) }),
    }),
    query({
      ...shared,
      path: '/gate/events/:id',
      params: idParam('event'),
      summary: 'An event’s gate now: how many came, by ticket type, and the last of them',
      answer: gateNow,
      problems: ['not_found'],
      run: (trx, { params }) => readGate(trx, params.id),
    }),
    command({
      ...shared,
      method: 'post',
      path: '/gate/events/:id/scans',
      params: idParam('event'),
      summary: 'Scan a code: it lets in once',
      idempotent: true,
      body: scan,
      answer: scanned,
      problems: ['not_found', 'validation_failed'],
      run: (trx, { params, body, principal }) => scanCode(trx, params.id, body, principal),
    }),
    command({
      ...shared,
      method: 'post',
      path: '/gate/admissions/:id/undo',
      params: idParam('admission'),
      summary: 'Take an admission back: the code lets in once more',
      idempotent: true,
      body: undoBody,
      answer: gateNow,
      problems: ['not_found', 'nothing_to_do', 'validation_failed'],
      async run(trx, { params, body, principal }) {
        const { eventId } = await undoAdmission(trx, params.id, body.reason, principal);
        return readGate(trx, eventId);
      },
    }),
  ];
}
