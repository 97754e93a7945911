/** Notices in the chat that somebody linked with the marketplace's bot: what happened, and the page that it opens. */
import { type Notice, officeKinds } from '@holdfast/shared/notices';
import { postTelegram, telegramChannel } from '../../telegram/index.ts';
import type { Channel } from './channel.ts';

/** Notices of one message: more are counted. */
const mostNotices = 10;

export const telegram: Channel = {
  name: telegramChannel,
  send(trx, { publicUrl }, { recipientId, notices, cause }) {
    const urlOf = ({ kind, page }: Notice) =>
      page && `${publicUrl}${(officeKinds as readonly string[]).includes(kind) ? '/admin/#' : ''}${page}`;
    const told = notices
      .slice(0, mostNotices)
      .map((notice) => [notice.title, notice.text, urlOf(notice)].filter(Boolean).join('\n'));
    const more = notices.length - told.length;
    const text = [...told, ...(more > 0 ? [`And ${more.toLocaleString('en-US')} more in your inbox.`] : [])];
    return postTelegram(trx, recipientId, cause, text.join('\n\n'));
  },
};
