import type { AppContext } from '../platform/appContext.ts';

/** Where fans write to: the address that our emails come from, without its name. */
export const contactAddress = ({ config: { mailFrom } }: Pick<AppContext, 'config'>): string =>
  /<([^>]+)>/.exec(mailFrom)?.[1] ?? mailFrom;
