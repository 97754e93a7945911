import type { SchedulePlan } from '@holdfast/shared/schedules';
import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { answeringApi } from '../../../test/api.ts';
import { renderDeskHook } from '../../../test/desk.tsx';
import { useSchedule } from './useSchedule.ts';

const api = answeringApi();
const preview = 'POST /admin/seasons/sea_1/schedule/preview';
const plan: SchedulePlan = {
  rows: [{ outcome: 'created', message: '2037-12-05 19:30, Rink.', eventId: null, changeId: null }],
  counts: { created: 1, changed: 0, held: 0, unchanged: 0, leftOut: 0, refused: 0 },
  unknownTeams: [],
  notNamed: 0,
};

test('a plan that comes after its rows were edited is not applied to the edited ones', async () => {
  const { result } = renderDeskHook(() => useSchedule('sea_1', 'Erie Otters', async () => {}));
  let answer: (found: SchedulePlan) => void = () => {};
  api.on(preview, () => new Promise((done) => (answer = done)));
  act(() => result.current.check());
  await waitFor(() => expect(api.sentTo(preview)).toHaveLength(1));
  act(() => result.current.change(result.current.rows[0]?.key ?? 0, { date: '2037-12-06' }));
  answer(plan);
  await waitFor(() => expect(result.current.isBusy).toBe(false));
  expect(result.current.plan).toBeNull();

  api.on(preview, () => plan);
  act(() => result.current.check());
  await waitFor(() => expect(result.current.plan).toEqual(plan));
  api.on('POST /admin/seasons/sea_1/schedule', () => plan);
  act(() => result.current.apply());
  await waitFor(() => expect(result.current.plan).toBeNull());
  expect(api.sentTo('POST /admin/seasons/sea_1/schedule')).toMatchObject([
    { body: { rows: [{ date: '2037-12-06' }], seen: plan.rows } },
  ]);
});

test('a held game moves when it is ticked; a new check asks again', async () => {
  const { result } = renderDeskHook(() => useSchedule('sea_2', 'Erie Otters', async () => {}));
  const held: SchedulePlan = {
    ...plan,
    rows: [
      {
        outcome: 'held',
        message: 'Moves to another venue. It affects 1 order.',
        eventId: 'evt_1',
        changeId: null,
      },
    ],
    counts: { ...plan.counts, created: 0, held: 1 },
  };
  const path = 'POST /admin/seasons/sea_2/schedule';
  api.on(`${path}/preview`, () => held);
  api.on(path, () => held);
  const check = async () => {
    act(() => result.current.check());
    await waitFor(() => expect(result.current.isBusy).toBe(false));
  };
  await check();
  act(() => result.current.turn('evt_1'));
  expect(result.current.move).toEqual(['evt_1']);
  await check();
  expect(result.current.move).toEqual([]);
  act(() => result.current.turn('evt_1'));
  act(() => result.current.apply());
  await waitFor(() => expect(result.current.plan).toBeNull());
  expect(api.sentTo(path)).toMatchObject([{ body: { move: ['evt_1'] } }]);
});

test('the refused rows are removed at once, and what is left is checked', async () => {
  const { result } = renderDeskHook(() => useSchedule('sea_3', 'Erie Otters', async () => {}));
  const row = { id: '', time: '', home: 'Erie Otters', away: 'Gulls', venue: '' };
  const path = 'POST /admin/seasons/sea_3/schedule/preview';
  const days = ['2037-13-40', '2037-12-05', 'tomorrow'];
  const [good] = plan.rows;
  const bad = { ...good!, outcome: 'refused' as const, message: 'That is no date.' };
  api.on(path, () => ({ ...plan, rows: [bad, good, bad], counts: { ...plan.counts, refused: 2 } }));
  act(() => result.current.take(days.map((date) => ({ ...row, date }))));
  act(() => result.current.check());
  await waitFor(() => expect(result.current.plan?.counts.refused).toBe(2));
  api.on(path, () => plan);
  act(() => result.current.removeRefused());
  await waitFor(() => expect(result.current.plan).toEqual(plan));
  expect(result.current.rows.map(({ date }) => date)).toEqual(['2037-12-05']);
  expect(api.sentTo(path).at(-1)).toMatchObject({ body: { rows: [{ date: '2037-12-05' }] } });
});
