/** kill -9 between any two steps of hold → pay → paid. */
import { crashPoints } from '../../src/platform/crashPoint.ts';
import { testCrashes } from './crashes.ts';

testCrashes(crashPoints);
