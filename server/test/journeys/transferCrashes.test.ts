/** kill -9 while Stripe has made a transfer to a consignor, or taken it back, and we haven't heard. */
import { it } from 'vitest';
import { survives } from './transferCrashes.ts';

it.each(['transfer: Stripe did, we have not heard', 'reversal: Stripe did, we have not heard'] as const)(
  '%s',
  { timeout: 300_000 },
  survives,
);
