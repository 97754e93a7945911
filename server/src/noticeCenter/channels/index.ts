import type { Channel, SharedChannel } from './channel.ts';
import { emailChannel } from './email.ts';
import { slack } from './slack.ts';
import { telegram } from './telegram.ts';

export { noticeEmails } from './email.ts';

/** Every channel besides the inbox, by its name. */
export const channels: ReadonlyMap<string, Channel> = new Map(
  [emailChannel, telegram].map((channel) => [channel.name, channel]),
);

/** Every channel that many read, by its name. */
export const sharedChannels: ReadonlyMap<string, SharedChannel> = new Map(
  [slack].map((channel) => [channel.name, channel]),
);
