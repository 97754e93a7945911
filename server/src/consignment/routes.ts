import type { House } from '../platform/house.ts';
import type { AnyEndpoint } from '../platform/http/index.ts';
import { priceCapRoutes } from './caps/routes.ts';
import { consignorRoutes } from './consignors/routes.ts';
import { sellerRoutes } from './consignors/sellerRoutes.ts';
import { deedRoutes } from './deeds/routes.ts';
import { importRoutes } from './imports/routes.ts';
import { listingRoutes } from './listings/routes.ts';
import { packageRoutes } from './packages/routes.ts';
import { withdrawalRoutes } from './withdrawals/routes.ts';

export function consignmentRoutes(house: House): AnyEndpoint[] {
  return [
    listingRoutes,
    deedRoutes,
    priceCapRoutes,
    sellerRoutes,
    consignorRoutes,
    packageRoutes,
    importRoutes,
    withdrawalRoutes,
  ].flatMap((routes) => routes(house));
}
