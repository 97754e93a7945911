/** A kill before a commit, one while Stripe has done its part, and one after the email was sent: of each kind of crash point one. */
import { testCrashes } from './crashes.ts';

testCrashes([
  'hold: decided, not committed',
  'capture: Stripe did, we have not heard',
  'mail: sent, not marked',
]);
