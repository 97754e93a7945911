import type { Channel } from './channel.ts';
import { emailChannel } from './email.ts';

export { noticeEmails } from './email.ts';

/** Every channel besides the inbox, by its name. */
export const channels: ReadonlyMap<string, Channel> = new Map(
  [emailChannel].map((channel) => [channel.name, channel]),
);
