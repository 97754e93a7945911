import type { ActorView, SupportCase } from '@holdfast/shared/support';
import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { answeringApi, Refused } from '../../test/api.ts';
import { expectComplaint } from '../../test/complaints.ts';
import { renderDeskHook } from '../../test/desk.tsx';
import { automaticOf, useCaseAction } from './useCaseAction.ts';

const api = answeringApi();
const path = 'POST /admin/reservations/res_1/actions';
const offer = { effect: 'It ends the hold.', danger: true, needsReason: true };
const actor = {
  id: 'res_1',
  type: 'reservation',
  version: 3,
  accepts: ['breakHold', 'pay'],
  actions: [
    { ...offer, message: 'breakHold', label: 'Break this hold', confirmWith: 'HF-7K2M9Q' },
    { ...offer, message: 'note', label: 'Note it', danger: false, confirmWith: null },
  ],
} as Partial<ActorView>;
const data = {
  reservation: { id: 'res_1' },
  actors: [actor],
  attention: [
    { cause: 'refund', text: 'A refund failed', closable: false },
    { cause: 'outside', text: 'Refunded at Stripe', closable: true },
  ],
} as Partial<SupportCase> as SupportCase;

const caseAction = (mayAct = true) => renderDeskHook(() => useCaseAction(data, mayAct)).result;

test('a hold is broken with a reason, a cause and its code, each of which is waited for', async () => {
  api.on(path, () => ({ approvals: [] }));
  const result = caseAction();
  act(() => result.current.choose(result.current.offers[0]!));
  expect(result.current.isReady).toBe(false);
  act(() => result.current.setReason('They asked us to'));
  expect(result.current.isReady).toBe(false);
  act(() => result.current.setBroken({ cause: 'other', words: 'Your call', code: 'hf-7k2m9q ' }));
  expect(result.current.isReady).toBe(true);
  act(() => result.current.confirm());
  await waitFor(() => expect(result.current.done).toContain('Break this hold'));
  expect(api.sentTo(path)[0]?.body).toEqual({
    actorId: 'res_1',
    message: 'breakHold',
    version: 3,
    reason: 'They asked us to',
    cause: 'other',
    confirmCode: 'hf-7k2m9q',
    causeText: 'Your call',
  });
  expect(result.current.chosen).toBeNull();
});

test('what a person decided is done with a reason; what ends by itself isn’t offered', async () => {
  const done = 'POST /admin/reservations/res_1/attention';
  api.on(done, () => ({ approvals: [] }));
  const result = caseAction();
  const offers = result.current.offers.filter(({ closes }) => closes !== null);
  expect(offers.map(({ closes }) => closes)).toEqual(['outside']);
  act(() => result.current.choose(offers[0]!));
  act(() => result.current.setReason('For seat 2'));
  act(() => result.current.confirm());
  await waitFor(() => expect(result.current.done).toContain('done'));
  expect(api.sentTo(done)[0]?.body).toEqual({ cause: 'outside', reason: 'For seat 2' });
});

test('a refusal keeps what was typed, and trying again sends the same key', async () => {
  // react-admin logs every refusal.
  expectComplaint(/^HttpError: Try again\.$/);
  api.on(path, () => new Refused(503, { code: 'unavailable', title: 'Try again' }));
  const result = caseAction();
  act(() => result.current.choose(result.current.offers[1]!));
  act(() => result.current.setReason('For the record'));
  act(() => result.current.confirm());
  await waitFor(() => expect(result.current.error?.message).toBe('Try again.'));
  expect(result.current.reason).toBe('For the record');
  act(() => result.current.confirm());
  await waitFor(() => expect(api.sentTo(path)).toHaveLength(2));
  expect(new Set(api.sentTo(path).map(({ key }) => key)).size).toBe(1);
});

test('who may only read chooses nothing; what happens without a person is named apart', () => {
  const result = caseAction(false);
  act(() => result.current.choose(result.current.offers[0]!));
  expect(result.current.chosen).toBeNull();
  expect(automaticOf(data).map(({ message }) => message)).toEqual(['pay']);
});
