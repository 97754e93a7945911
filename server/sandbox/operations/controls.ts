import { z } from 'zod';
import type { Deadlines } from '../deadlines.ts';
import { faultPlan } from '../faults.ts';
import { create, type Gateway } from '../gateway.ts';
import { control, type Endpoints, nothing } from '../http/endpoint.ts';

/** The id of the record with the sandbox's own settings. */
export const settingsId = 'settings';

const shownFaults = ({ faults }: Gateway) => ({ ...faults.plan, waitingAnswers: faults.waitingAnswers });
const shownTime = ({ clock }: Gateway) => ({
  now: new Date(clock.nowMs()).toISOString(),
  offsetMs: clock.offsetMs,
});

/** The requests with which tests control the sandbox: faults, time, webhooks, reset. */
export const controls = (deadlines: Deadlines): Endpoints => ({
  'GET /sandbox/faults': control(nothing, shownFaults),
  'POST /sandbox/faults': control(faultPlan, (call) => {
    call.faults.add(call.params);
    return shownFaults(call);
  }),
  'DELETE /sandbox/faults': control(nothing, (call) => {
    call.faults.clear();
    return shownFaults(call);
  }),
  'POST /sandbox/deliver': control(nothing, ({ webhooks }) => webhooks.deliverNow()),
  'GET /sandbox/clock': control(nothing, shownTime),
  'POST /sandbox/clock': control(z.strictObject({ advanceMs: z.int().min(0) }), async (call) => {
    const { clock, webhooks, params } = call;
    clock.offsetMs += params.advanceMs;
    create(call, 'settings', { id: settingsId, clockOffsetMs: clock.offsetMs });
    await deadlines.run();
    webhooks.wake();
    return shownTime(call);
  }),
  'POST /sandbox/reset': control(nothing, async ({ clock, faults, store, webhooks }) => {
    faults.clear();
    await store.reset();
    webhooks.clear();
    deadlines.clear();
    clock.offsetMs = 0;
    return { reset: true };
  }),
});
