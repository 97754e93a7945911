import { ListingDesk } from './ListingDesk.tsx';

export { ListingShow } from './ListingShow.tsx';
export const ApprovalQueue = () => <ListingDesk key="toApprove" name="toApprove" />;
export const PricingDesk = () => <ListingDesk key="pricing" name="pricing" />;
export const ToPriceQueue = () => <ListingDesk key="toPrice" name="toPrice" />;
export const DelistQueue = () => <ListingDesk key="delistAsked" name="delistAsked" />;
export const InHandQueue = () => <ListingDesk key="inHandPassed" name="inHandPassed" />;
export const SoonQueue = () => <ListingDesk key="eventSoonUnsold" name="eventSoonUnsold" />;
export const ListingList = () => <ListingDesk key="all" name="all" />;
