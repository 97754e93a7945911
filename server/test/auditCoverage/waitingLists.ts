/** Audit cases of waiting lists: turned off, and an entry taken off. */
import type { JoinedWaitingList } from '@holdfast/shared/waitingLists';
import { buildEvent } from '../factories/catalog.ts';
import { Fan } from '../fan.ts';
import { type Case, changes } from './case.ts';

/** The cases. */
export const waitingListCases: Case[] = [
  changes({ by: 'staff', route: 'PUT /admin/waiting-lists/:id' }, async ({ app }) => {
    const id = await buildEvent(app);
    return {
      path: `/admin/waiting-lists/${id}`,
      body: { isOn: false },
      entries: [{ what: 'waitingList.switch', subject: id, before: { isOn: true }, after: { isOn: false } }],
    };
  }),
  changes({ by: 'support', route: 'POST /admin/waiting-list-entries/:id/remove' }, async (bench) => {
    const eventId = await buildEvent(bench.app);
    const body = { size: 2, email: 'waits@example.com' };
    await new Fan(bench.running).ask<JoinedWaitingList>('POST', `/events/${eventId}/waiting-list`, body);
    const { id, version } = await bench.app.db('waiting_entries').where({ event_id: eventId }).first();
    return {
      path: `/admin/waiting-list-entries/${id}/remove`,
      body: { reason: 'Resells tickets', version },
      entries: [
        {
          what: 'waitingEntry.remove',
          subject: id,
          before: { state: 'unconfirmed' },
          after: { state: 'removed' },
          reason: 'Resells tickets',
        },
      ],
    };
  }),
];
