/** The first run: the first administrator is made with a code that the server printed at its start. */
import { z } from 'zod';
import { marketplaceSetUp } from '../marketplace/index.ts';
import { stripeSetUpKeys } from '../payments/stripeKeys.ts';
import { signUp } from './contract.ts';

/** Whether the set-up page is open. */
export const setUpState = z
  .object({
    isOpen: z.boolean().meta({ description: 'There is no administrator yet' }),
    asksForKeys: z.boolean().meta({ description: 'False where the server’s environment has Stripe’s keys' }),
  })
  .meta({ id: 'SetUpState' });
/** Whether the set-up page is open. */
export type SetUpState = z.infer<typeof setUpState>;
/** Makes the first administrator, and keeps what the marketplace is. */
export const firstAdministrator = signUp.extend({
  marketplace: marketplaceSetUp
    .optional()
    .meta({ description: 'Left out: as the server begins, to be changed under Settings' }),
  stripe: stripeSetUpKeys.optional().meta({
    description: 'Left out: payments go to the sandbox, or where the server’s environment says',
  }),
  code: z.string().trim().min(1, 'Give the code that the server printed at its start.').max(100),
});
/** The first administrator as a client sends them. */
export type FirstAdministrator = z.input<typeof firstAdministrator>;
