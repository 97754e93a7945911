/** kill -9 between the 17th of forty refunds of a canceled game and the next. */
import { it } from 'vitest';
import { eventChangeCrashPoints } from '../../src/platform/crashPoint.ts';
import { survives } from './calledOffCrashes.ts';

it.each(eventChangeCrashPoints)('%s', { timeout: 300_000 }, (point) => survives(point, 40, 16));

it('a game that was moved before, with a choice', { timeout: 300_000 }, () =>
  survives('event change: an order had its turn, not committed', 40, 16, { isMoved: true }),
);
