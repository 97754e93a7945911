/** Ways and causes of deliveries, validated. */
import { z } from 'zod';
import { failureFaults, refusalCauses } from './causes.ts';
import { consignedWays, deliveryWays } from './ways.ts';

/** A way of a consignor's tickets. */
export const consignedWay = z
  .enum(consignedWays, 'Choose how the tickets reach the fan.')
  .meta({ id: 'ConsignedWay', description: 'How the tickets of another’s event reach the fan' });
/** One way. */
export const deliveryWay = z.enum(deliveryWays).meta({ id: 'DeliveryWay' });
/** Why a fan can't accept tickets. */
export const refusalCause = z.enum(refusalCauses, 'Say what is wrong.').meta({ id: 'RefusalCause' });
/** Whose part it is that a delivery failed. */
export const failureFault = z.enum(failureFaults, 'Say whose part it is.').meta({ id: 'FailureFault' });
