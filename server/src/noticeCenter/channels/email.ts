/** Notices by email. Most of those of consignors have an email of their own, which `notifications` writes (`kindsWithOwnEmail`). */
import { type Notice, officeKinds } from '@holdfast/shared/notices';
import { plainEmail, postEmail } from '../../notifications/index.ts';
import { queryPrepared } from '../../platform/db/index.ts';
import type { Channel } from './channel.ts';

/** Lines of one email: more are counted. */
const mostLines = 50;

const lineOf = ({ title, text }: Notice) => (text === null ? title : `${title}: ${text}`);

export const emailChannel: Channel = {
  name: 'email',
  async send(trx, { publicUrl }, { recipientId, notices, cause }) {
    const [reader] = await queryPrepared<{ name: string; email: string }>(
      trx,
      `SELECT name, email FROM accounts_people_named WHERE id = $1 AND deactivated_at IS NULL
       UNION ALL SELECT name, email FROM consignors_named WHERE id = $1 AND deactivated_at IS NULL`,
      [recipientId],
    );
    const [only] = notices;
    if (!reader || !only) return;
    const more = notices.length - mostLines;
    const isOne = notices.length === 1;
    const isOffice = (officeKinds as readonly string[]).includes(only.kind);
    const inbox = isOffice ? '/inbox' : '/selling/notices';
    const pageUrl = `${publicUrl}${isOffice ? '/admin/#' : ''}${(isOne && only.page) || inbox}`;
    await postEmail(
      trx,
      cause,
      null,
      plainEmail({
        kind: 'notices',
        to: reader.email,
        subject: isOne ? only.title : `${notices.length.toLocaleString('en-US')} things that you should know`,
        paragraphs: [
          `Hello ${reader.name},`,
          ...notices.slice(0, mostLines).map(lineOf),
          ...(more > 0 ? [`And ${more.toLocaleString('en-US')} more, which your inbox lists.`] : []),
          'You get this because you switched these emails on. Switch them off, or set quiet hours, in your inbox.',
        ],
        link: {
          text: isOne ? 'Open it' : 'Your inbox',
          url: pageUrl,
        },
      }),
    );
  },
};
