/** A kill before the fan has an answer, one while Stripe has done its part, and one after the email was sent: of each kind of crash point one. */
import { testCrashes } from './crashes.ts';

testCrashes([
  'hold: committed, not answered',
  'capture: Stripe did, we have not heard',
  'mail: sent, not marked',
]);
