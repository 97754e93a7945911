import { idParam } from '@holdfast/shared/http';
import {
  removeWaitingEntry,
  switchWaitingList,
  waitingList,
  waitingListRows,
} from '@holdfast/shared/waitingLists';
import { audit } from '../platform/audit.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { removeEntry } from './answers.ts';
import { listWaitingLists, showWaitingList, switchList } from './staff.ts';

const common = { tag: 'Admin: waiting lists', roles: ['staff', 'support'] } as const;

/** Waiting lists for staff and support. */
export const waitingStaffRoutes = (engine: Parameters<typeof removeEntry>[1]): AnyEndpoint[] => [
  query({
    ...common,
    path: '/admin/waiting-lists',
    summary: 'The events that have a waiting list',
    answer: waitingListRows,
    run: (trx) => listWaitingLists(trx),
  }),
  query({
    ...common,
    path: '/admin/waiting-lists/:id',
    params: idParam('event'),
    summary: 'The line of an event, and why each offer went to whom it went to',
    answer: waitingList,
    problems: ['not_found'],
    run: (trx, { params: { id }, caller }) => showWaitingList(trx, id, caller.roles),
  }),
  command({
    ...common,
    method: 'put',
    path: '/admin/waiting-lists/:id',
    params: idParam('event'),
    summary: 'Turn an event’s list off, or on again; who waits keeps the place, and running offers run on',
    body: switchWaitingList,
    idempotent: true,
    answer: waitingList,
    problems: ['not_found'],
    async run(trx, { params: { id }, body, principal, caller }) {
      await switchList(trx, id, body.isOn, principal);
      return showWaitingList(trx, id, caller.roles);
    },
  }),
  command({
    ...common,
    method: 'post',
    path: '/admin/waiting-list-entries/:id/remove',
    params: idParam('waitingEntry'),
    reaches: 'email',
    summary: 'Take an entry off its list; its fan is emailed that, without the reason',
    body: removeWaitingEntry,
    idempotent: true,
    answer: waitingList,
    problems: ['not_found', 'version_conflict', 'transition_refused', 'hold_expired'],
    async run(trx, { params: { id }, body, principal, caller }) {
      const { eventId, state } = await removeEntry(trx, engine, id, { ...body, by: principal.by });
      await audit(trx, principal, [
        {
          what: 'waitingEntry.remove',
          subject: id,
          before: { state },
          after: { state: 'removed' },
          reason: body.reason,
        },
      ]);
      return showWaitingList(trx, eventId, caller.roles);
    },
  }),
];
