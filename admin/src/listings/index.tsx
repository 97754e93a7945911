import { ListingDesk } from './ListingDesk.tsx';

export { ListingShow } from './ListingShow.tsx';
export const ApprovalQueue = () => <ListingDesk key="queue" desk="queue" />;
export const ListingList = () => <ListingDesk key="all" desk="all" />;
