import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { answeringApi, Refused } from '../../test/api.ts';
import { renderDeskHook } from '../../test/desk.tsx';
import { freshDraft, wholeParts } from './draftValues.ts';
import { useDraft } from './useDraft.ts';

const api = answeringApi();
const saved = (version: number) => ({
  ...{ id: 'pdr_1', version, createdBy: 'Flo Marsh', scope: 'plan', target: 'Broker', targetName: 'Broker' },
  ...{
    components: wholeParts(freshDraft().components),
    effectiveFrom: null,
    effectiveUntil: null,
    reason: 'Board',
  },
});
function draft() {
  const { result } = renderDeskHook(() => useDraft());
  act(() => result.current.open({ ...freshDraft('plan', 'Broker', 'Broker'), reason: 'Board' }));
  return result;
}
const valuesOf = (result: ReturnType<typeof draft>) => result.current.values!;

test('a draft is saved with a key, and afterwards changed under its version', async () => {
  const result = draft();
  api.on('POST /admin/percentages/drafts', () => saved(1));
  api.on('PUT /admin/percentages/drafts/pdr_1', () => saved(2));
  act(() => result.current.save(valuesOf(result)));
  await waitFor(() => expect(valuesOf(result).saved).toEqual({ id: 'pdr_1', version: 1 }));
  act(() => result.current.save(valuesOf(result)));
  await waitFor(() => expect(valuesOf(result).saved).toEqual({ id: 'pdr_1', version: 2 }));
  const [first, second] = [
    api.sentTo('POST /admin/percentages/drafts')[0],
    api.sentTo('PUT /admin/percentages/drafts/pdr_1')[0],
  ];
  expect(first?.body).toMatchObject({
    scope: 'plan',
    target: 'Broker',
    effectiveFrom: null,
    reason: 'Board',
  });
  expect(second?.body).toMatchObject({ version: 1 });
  expect(first?.key).toBeTruthy();
});

test('a refusal stands beside its field, and what was typed stays', async () => {
  const result = draft();
  api.on(
    'POST /admin/percentages',
    () =>
      new Refused(422, {
        code: 'validation_failed',
        title: 'Not valid',
        errors: [{ field: 'components.0.minimum', message: 'The minimum is more than the maximum' }],
      }),
  );
  act(() => result.current.putInForce(valuesOf(result)));
  await waitFor(() =>
    expect(result.current.errors).toEqual({ 'components.0.minimum': 'The minimum is more than the maximum' }),
  );
  expect(result.current.words).toBe('The minimum is more than the maximum.');
  expect(valuesOf(result).reason).toBe('Board');
  act(() => result.current.open(null));
  expect([result.current.words, result.current.values]).toEqual([null, null]);
});

test('trying again after a lost answer sends the same key; what is in force closes the editor', async () => {
  const result = draft();
  act(() => result.current.putInForce(valuesOf(result)));
  await waitFor(() => expect(result.current.words).toContain('No answer came'));
  api.on('POST /admin/percentages', () => ({}));
  act(() => result.current.putInForce(valuesOf(result)));
  await waitFor(() => expect(result.current.values).toBeNull());
  const sent = api.sentTo('POST /admin/percentages');
  expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
  expect(sent).toHaveLength(2);
});

test('a saved draft that is refused in force keeps its new version', async () => {
  const result = draft();
  api.on('PUT /admin/percentages/drafts/pdr_1', () => saved(5));
  api.on(
    'POST /admin/percentages/drafts/pdr_1/put-in-force',
    () => new Refused(409, { code: 'x', title: 'It overlaps' }),
  );
  act(() => result.current.change({ saved: { id: 'pdr_1', version: 4 } }));
  act(() => result.current.putInForce(valuesOf(result)));
  await waitFor(() => expect(result.current.words).toBe('It overlaps.'));
  expect(valuesOf(result).saved).toEqual({ id: 'pdr_1', version: 5 });
});

test('a date that is half typed is neither now nor never: nothing is sent, and it is named', async () => {
  const result = draft();
  act(() => result.current.change({ begins: 'unfinished' }));
  act(() => result.current.putInForce(valuesOf(result)));
  await waitFor(() =>
    expect(result.current.errors).toEqual({
      effectiveFrom: 'Finish this date, such as 11/29/2026, or clear it.',
    }),
  );
  act(() => result.current.save(valuesOf(result)));
  await waitFor(() => expect(result.current.busy).toBe(false));
  expect(api.sentTo('POST /admin/percentages')).toEqual([]);
  expect(api.sentTo('POST /admin/percentages/drafts')).toEqual([]);
});
