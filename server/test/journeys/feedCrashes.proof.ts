/** kill -9 between any two steps of a feed's run. */
import { feedCrashPoints } from '../../src/platform/crashPoint.ts';
import { testFeedCrashes } from './feedCrashes.ts';

testFeedCrashes(feedCrashPoints);
