import { ListingsPage } from './ListingsPage.tsx';

export { ListingCreate } from './ListingCreate.tsx';
export { ListingEdit } from './ListingEdit.tsx';
export { ListingShow } from './ListingShow.tsx';
export const ApprovalQueue = () => <ListingsPage key="toApprove" name="toApprove" />;
export const PricingDesk = () => <ListingsPage key="pricing" name="pricing" />;
export const ToPriceQueue = () => <ListingsPage key="toPrice" name="toPrice" />;
export const DelistQueue = () => <ListingsPage key="delistRequested" name="delistRequested" />;
export const InHandQueue = () => <ListingsPage key="inHandPassed" name="inHandPassed" />;
export const SoonQueue = () => <ListingsPage key="eventSoonUnsold" name="eventSoonUnsold" />;
export const ListingList = () => <ListingsPage key="all" name="all" />;
