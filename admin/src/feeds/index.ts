import { lazyPage } from '../ui/lazyPage.ts';

export const FeedsPage = lazyPage(() => import('./FeedsPage.tsx'), 'FeedsPage');
export const FeedSettingsPage = lazyPage(() => import('./FeedSettingsPage.tsx'), 'FeedSettingsPage');
export const FeedRunShow = lazyPage(() => import('./FeedRunShow.tsx'), 'FeedRunShow');
export const GameDecisionsPage = lazyPage(
  () => import('./decisions/GameDecisionsPage.tsx'),
  'GameDecisionsPage',
);
export const GameDecisionShow = lazyPage(
  () => import('./decisions/GameDecisionShow.tsx'),
  'GameDecisionShow',
);
export const MatchingPage = lazyPage(() => import('./matching/MatchingPage.tsx'), 'MatchingPage');
