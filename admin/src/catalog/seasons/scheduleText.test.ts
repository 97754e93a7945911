import type { SchedulePlan } from '@holdfast/shared/schedules';
import { expect, test } from 'vitest';
import { applyText, mayApply } from './scheduleText.ts';

type Row = SchedulePlan['rows'][number];
const row = (outcome: Row['outcome'], part: Partial<Row> = {}): Row => ({
  outcome,
  message: '',
  eventId: null,
  changeId: null,
  ...part,
});
const planOf = (...rows: Row[]): SchedulePlan => {
  const count = (outcome: Row['outcome']) => rows.filter((each) => each.outcome === outcome).length;
  return {
    rows,
    counts: {
      created: count('created'),
      changed: count('changed'),
      held: count('held'),
      unchanged: count('unchanged'),
      leftOut: count('leftOut'),
      refused: count('refused'),
    },
    unknownTeams: [],
    notNamed: 0,
  };
};

test('what is applied is said by kind', () => {
  const plan = planOf(
    row('created'),
    row('changed'),
    row('held', { eventId: 'evt_1' }),
    row('held', { eventId: 'evt_2' }),
    row('unchanged', { changeId: 'fch_1' }),
  );
  expect(applyText(plan, ['evt_1'])).toBe('Add 1 game, move 2 games, hold 1 game and drop 1 held move');
});

test('what waits already, or is so already, is nothing to apply', () => {
  const waits = planOf(row('held', { eventId: 'evt_1', changeId: 'fch_1' }), row('unchanged'));
  expect(mayApply(waits, [])).toBe(false);
  expect(mayApply(waits, ['evt_1'])).toBe(true);
  expect(mayApply(planOf(row('held', { eventId: 'evt_1' })), [])).toBe(true);
  expect(mayApply(planOf(row('created'), row('refused')), [])).toBe(false);
});
