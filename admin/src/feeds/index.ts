export { FeedRunShow } from './FeedRunShow.tsx';
export { FeedsPage } from './FeedsPage.tsx';
export { MatchingPage } from './matching/MatchingPage.tsx';
