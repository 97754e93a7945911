export { countLeft, readCountsAgain, useCounts, useQueues } from './useCounts.ts';
export { type ViewToCount, viewsToCount } from './viewsToCount.ts';
