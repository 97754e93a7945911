import type { AppContext } from '../platform/appContext.ts';
import { bareAddress } from '../platform/bareAddress.ts';

/** Where fans write to: the address that our emails come from, without its name. */
export const contactAddress = ({ config: { mailFrom } }: Pick<AppContext, 'config'>): string =>
  bareAddress(mailFrom);
