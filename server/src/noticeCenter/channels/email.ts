/** Notices of the staff by email. Those of consignors have an email of their own, which `notifications` writes. */
import type { Notice } from '@holdfast/shared/notices';
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
      'SELECT name, email FROM accounts_people_named WHERE id = $1 AND deactivated_at IS NULL',
      [recipientId],
    );
    const [only] = notices;
    if (!reader || !only) return;
    const more = notices.length - mostLines;
    const isOne = notices.length === 1;
    await postEmail(
      trx,
      cause,
      null,
      plainEmail({
        kind: 'staffNotices',
        to: reader.email,
        subject: isOne
          ? only.title
          : `${notices.length.toLocaleString('en-US')} notices from the back office`,
        paragraphs: [
          `Hello ${reader.name},`,
          ...notices.slice(0, mostLines).map(lineOf),
          ...(more > 0 ? [`And ${more.toLocaleString('en-US')} more, which your inbox lists.`] : []),
          'You get this because you switched these emails on. Switch them off, or set quiet hours, under Preferences in your inbox.',
        ],
        link: {
          text: isOne ? 'Open it' : 'Your inbox',
          url: `${publicUrl}/admin/#${isOne ? (only.page ?? '/inbox') : '/inbox'}`,
        },
      }),
    );
  },
};
