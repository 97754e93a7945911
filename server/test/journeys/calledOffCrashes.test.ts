/** kill -9 between the third of six refunds of a canceled game and the next. */
import { it } from 'vitest';
import { eventChangeCrashPoints } from '../../src/platform/crashPoint.ts';
import { survives } from './calledOffCrashes.ts';

it.each(eventChangeCrashPoints)('%s', { timeout: 300_000 }, (point) => survives(point, 6, 2));
