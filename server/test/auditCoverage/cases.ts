/** Audit cases of cases: laid aside, brought back, closed, opened again, commented, and whose they are. */
import type { CaseShown } from '@holdfast/shared/cases';
import { newId } from '../../src/platform/ids.ts';
import { fromNow, hourMs } from '../factories/times.ts';
import { type Case, changes } from './case.ts';
import type { Bench } from './testBench.ts';

const reason = 'The fan was reached by phone';

/** The case of an email that wasn't delivered. */
async function opened(bench: Bench): Promise<string> {
  const id = newId('email');
  await bench.app.db('emails').insert({
    id,
    cause: `test/${id}`,
    kind: 'order',
    to_address: 'gone@example.com',
    subject: 'Your tickets',
    text_body: '',
    html_body: '',
    state: 'failed',
  });
  await bench.idle();
  return (await bench.app.db('cases').where({ subject: id }).first()).id;
}

const steps = (
  verb: string,
  body: object,
  [before, after]: [string, string],
  first: (bench: Bench, id: string) => Promise<unknown> = async () => {},
): Case =>
  changes({ by: 'support', route: `POST /admin/cases/:id/${verb}` }, async (bench) => {
    const id = await opened(bench);
    await first(bench, id);
    const { version } = await bench.does<CaseShown>('support', 'GET', `/admin/cases/${id}`);
    return {
      path: `/admin/cases/${id}/${verb}`,
      body: { version, ...body },
      entries: [
        {
          what: `case.${verb}`,
          subject: id,
          before: { state: before },
          after: { state: after },
          ...('reason' in body ? { reason } : {}),
        },
      ],
    };
  });
const does = (verb: string, body: object) => (bench: Bench, id: string) =>
  bench.does('support', 'POST', `/admin/cases/${id}/${verb}`, { version: 1, ...body });
const rest = { until: fromNow(hourMs) };

/** The cases. */
export const caseCases: Case[] = [
  steps('snooze', { until: fromNow(2 * hourMs) }, ['waiting', 'snoozed']),
  steps('wake', {}, ['snoozed', 'waiting'], does('snooze', rest)),
  steps('close', { reason }, ['waiting', 'closed']),
  steps('reopen', {}, ['closed', 'waiting'], does('close', { reason })),
  changes({ by: 'support', route: 'POST /admin/cases/:id/owner' }, async (bench) => {
    const id = await opened(bench);
    const ownerId = bench.personId('support');
    return {
      path: `/admin/cases/${id}/owner`,
      body: { ownerId },
      entries: [{ what: 'case.assign', subject: id, before: { ownerId: null }, after: { ownerId } }],
    };
  }),
  changes({ by: 'support', route: 'POST /admin/cases/:id/answer' }, async (bench) => {
    const sent = { email: 'audit@example.com', topic: 'other', text: 'Where do I park?' };
    await bench.nobody.ask('POST', '/contact', sent);
    await bench.idle();
    const { case_id: id } = await bench.app.db('case_contacts').where({ email: sent.email }).first();
    const text = 'Beside the gate.';
    return {
      path: `/admin/cases/${id}/answer`,
      body: { text },
      entries: [{ what: 'case.answer', subject: id, before: null, after: { characters: text.length } }],
    };
  }),
  changes({ by: 'support', route: 'POST /admin/cases/:id/comments' }, async (bench) => {
    const id = await opened(bench);
    const text = 'Their mailbox is full until Monday.';
    return {
      path: `/admin/cases/${id}/comments`,
      body: { text },
      entries: [{ what: 'case.comment', subject: id, before: null, after: { text } }],
    };
  }),
];
