import { z } from 'zod';
import type { Deadlines } from '../deadlines.ts';
import { faultPlan } from '../faults.ts';
import { type Gateway, newRecord } from '../gateway.ts';
import { type Call, type Endpoints, endpoint, nothing } from '../http/endpoint.ts';

/** The id of the record with the sandbox's own settings. */
export const settingsId = 'settings';

const shownFaults = ({ faults }: Gateway) => ({ ...faults.plan, waitingAnswers: faults.waitingAnswers });
const shownTime = ({ clock }: Gateway) => ({
  now: new Date(clock.nowMs()).toISOString(),
  offsetMs: clock.offsetMs,
});

/** The requests with which tests control the sandbox: faults, time, webhooks, reset. */
export function controls(deadlines: Deadlines): Endpoints {
  const control = <S extends z.ZodType>(
    schema: S,
    run: (call: Call<z.output<S>>) => object | Promise<object>,
  ) => endpoint(schema, run, { isControl: true, isJson: true });
  return {
    'GET /sandbox/faults': control(nothing, ({ gateway }) => shownFaults(gateway)),
    'POST /sandbox/faults': control(faultPlan, ({ gateway, params }) => {
      gateway.faults.add(params);
      return shownFaults(gateway);
    }),
    'DELETE /sandbox/faults': control(nothing, ({ gateway }) => {
      gateway.faults.clear();
      return shownFaults(gateway);
    }),
    'POST /sandbox/deliver': control(nothing, ({ gateway }) => gateway.webhooks.deliverNow()),
    'GET /sandbox/clock': control(nothing, ({ gateway }) => shownTime(gateway)),
    'POST /sandbox/clock': control(
      z.strictObject({ advanceMs: z.int().min(0) }),
      async ({ gateway, params }) => {
        gateway.clock.offsetMs += params.advanceMs;
        const clockOffsetMs = gateway.clock.offsetMs;
        gateway.store.change({ ...newRecord(gateway), kind: 'settings', id: settingsId, clockOffsetMs });
        await deadlines.run();
        gateway.webhooks.wake();
        return shownTime(gateway);
      },
    ),
    'POST /sandbox/reset': control(nothing, async ({ gateway }) => {
      gateway.faults.clear();
      await gateway.store.reset();
      gateway.webhooks.clear();
      deadlines.clear();
      gateway.clock.offsetMs = 0;
      return { reset: true };
    }),
  };
}
