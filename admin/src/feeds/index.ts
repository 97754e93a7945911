import { lazyPage } from '../ui/lazyPage.ts';

export const FeedsPage = lazyPage(() => import('./FeedsPage.tsx'), 'FeedsPage');
export const FeedRunShow = lazyPage(() => import('./FeedRunShow.tsx'), 'FeedRunShow');
export const MatchingPage = lazyPage(() => import('./matching/MatchingPage.tsx'), 'MatchingPage');
