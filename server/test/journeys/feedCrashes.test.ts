/** A kill while a page is taken in, which nothing of it may survive, and one after files became imports, which may not come twice. */
import { testFeedCrashes } from './feedCrashes.ts';

testFeedCrashes(['feed page: taken in, not committed', 'feed files: committed, not applied']);
