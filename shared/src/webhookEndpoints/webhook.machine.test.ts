import { describe, expect, it } from 'vitest';
import { transition } from 'xstate';
import { type Row, testTable } from '../../test/machineTable.ts';
import { retryPausesMs, webhookMachine } from './webhook.machine.ts';

const snapshots = {
  sending: { value: 'sending', context: { failedTries: 0 } },
  // The last try is under way.
  lastTry: { value: 'sending', context: { failedTries: retryPausesMs.length } },
  pausing: { value: 'pausing', context: { failedTries: 1 } },
  taken: { value: 'taken', context: { failedTries: 2 } },
  failed: { value: 'failed', context: { failedTries: retryPausesMs.length } },
  dropped: { value: 'dropped', context: { failedTries: 0 } },
};
const messages = {
  take: { type: 'take' },
  fail: { type: 'fail' },
  drop: { type: 'drop' },
  replay: { type: 'replay' },
  pause: { type: 'xstate.after.pause.webhook.pausing' },
};
// Whatever isn't named is refused: above all that one that is being sent is sent a second time.
const rows: Row[] = [
  ['sending', 'take', 'taken', 'clearDue'],
  ['sending', 'fail', 'pausing', 'clearDue', '+pause'],
  ['sending', 'drop', 'dropped', 'clearDue'],
  ['lastTry', 'take', 'taken', 'clearDue'],
  ['lastTry', 'fail', 'failed', 'clearDue'],
  ['lastTry', 'drop', 'dropped', 'clearDue'],
  ['pausing', 'pause', 'sending', '-pause', 'makeDue'],
  ['pausing', 'replay', 'sending', '-pause', 'makeDue'],
  ['pausing', 'drop', 'dropped', '-pause'],
  ['taken', 'replay', 'sending', 'makeDue'],
  ['failed', 'replay', 'sending', 'makeDue'],
  ['dropped', 'replay', 'sending', 'makeDue'],
];

describe('webhook', () => {
  testTable(webhookMachine, snapshots, messages, rows);
});

interface Armed {
  type: string;
  params?: { delay?: number };
}

it('is tried ten times with growing pauses for three days, and from the beginning again when it is replayed', () => {
  let now = webhookMachine.resolveState(snapshots.sending as never);
  const pauses: number[] = [];
  for (;;) {
    const [after, actions] = transition(webhookMachine, now, { type: 'fail' });
    now = after;
    if (now.value !== 'pausing') break;
    pauses.push(
      (actions as unknown as Armed[]).find(({ type }) => type === 'xstate.raise')?.params?.delay ?? -1,
    );
    [now] = transition(webhookMachine, now, messages.pause as never);
  }
  expect(now.value).toBe('failed');
  expect(pauses).toEqual([...retryPausesMs]);
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  const threeDays = 3 * 86_400_000;
  const sum = pauses.reduce((a, b) => a + b, 0);
  expect([sum >= threeDays, sum < threeDays + 4 * 3_600_000]).toEqual([true, true]);
  const [again] = transition(webhookMachine, now, { type: 'replay' });
  expect(again.context.failedTries).toBe(0);
});
