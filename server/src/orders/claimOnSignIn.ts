/** What signing in and out do to the orders that a browser may see. */
import { forgetGuest, type SignInHooks } from '../accounts/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { claimReservations } from '../reservations/index.ts';
import { forgetGrants, grantedOrders, grantOrders } from './orderAccess.ts';

/** The hooks that `accountRoutes` calls. */
export function orderSignInHooks(app: AppContext): SignInHooks {
  return {
    /** The guest's hold and orders come along; what stays outside of the account remains readable here until sign-out. */
    async signedIn(trx, ctx, person, guestId) {
      const staying = await claimReservations(trx, app.engine, {
        personId: person.id,
        email: person.email,
        guestId,
        grantedIds: grantedOrders(ctx, app),
      });
      if (staying.length > 0) grantOrders(ctx, app, staying);
    },
    /** The next person in front of this browser sees none of the orders. */
    signedOut(ctx) {
      forgetGrants(ctx);
      forgetGuest(ctx);
    },
  };
}
