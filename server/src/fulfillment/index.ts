import type { AppContext } from '../platform/appContext.ts';
import type { AnyEndpoint } from '../platform/http/index.ts';
import { fanRoutes } from './fanRoutes.ts';
import { ownRoutes } from './ownRoutes.ts';
import { staffRoutes } from './staffRoutes.ts';

export * from './jobs.ts';
export { deliveriesWaiting } from './listDeliveries.ts';
export {
  approvedDeliveryRefund,
  approvedReplacement,
  deliveryRefundCommand,
  deliveryReplacementCommand,
} from './secondPerson.ts';
export { takeInDeliveries } from './takeIn.ts';

/** The endpoints of fans, consignors and staff for deliveries. */
export const fulfillmentRoutes = (app: AppContext): AnyEndpoint[] => [
  ...fanRoutes(app),
  ...ownRoutes(app),
  ...staffRoutes(app),
];
