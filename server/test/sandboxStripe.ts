import { sandboxKeys } from '../src/paymentService.ts';
import { openStripe, type StripeClient } from '../src/payments/index.ts';

/** The sandbox of a running application, as whoever has the keys reaches it. */
export const sandboxStripe = ({ sandboxUrl }: { sandboxUrl: string }): StripeClient =>
  openStripe({ ...sandboxKeys, apiBase: sandboxUrl });
