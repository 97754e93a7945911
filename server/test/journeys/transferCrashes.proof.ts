/** kill -9 between any two steps of a transfer to a consignor, and of taking it back. */
import { it } from 'vitest';
import { transferCrashPoints } from '../../src/platform/crashPoint.ts';
import { survives } from './transferCrashes.ts';

it.each(transferCrashPoints)('%s', { timeout: 300_000 }, survives);
