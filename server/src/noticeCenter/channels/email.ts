/** Notices by email. Most of those of consignors have an email of their own, which `notifications` writes (`kindsWithOwnEmail`). */
import { officeKinds } from '@holdfast/shared/notices';
import {
  defineEmail,
  flag,
  link,
  list,
  type RegisteredEmail,
  registered,
  requiredText,
  text,
} from '../../emailTemplates/index.ts';
import { postEmail } from '../../notifications/index.ts';
import { queryPrepared } from '../../platform/db/index.ts';
import type { Channel } from './channel.ts';

/** Lines of one email: more are counted. */
const mostLines = 50;

const noticesEmail = defineEmail({
  key: 'notices',
  name: 'What happened lately',
  to: 'everybody',
  when: 'Something happened of which staff or a consignor switched emails on in their inbox; several things are gathered.',
  placeholders: {
    name: text('The reader’s name', 'Maria Lopez'),
    title: text('What happened, in a few words', '2 things that you should know'),
    isOne: flag('Whether it is one thing'),
    notices: list(
      'What happened, 50 at most, oldest first',
      {
        title: requiredText('What', 'An export is ready'),
        detail: text('More about it; empty where there is nothing', 'Listings, 1,204 rows'),
      },
      [
        { title: 'An export is ready', detail: 'Listings, 1,204 rows' },
        { title: 'An import ended', detail: '' },
      ],
    ),
    more: text('How many more there are; empty where all are named', ''),
    page: link('What it is about, or the inbox', 'https://tickets.example/admin/#/inbox'),
  },
  subject: '{{title}}',
  text: `
Hello {{name}},

{{#notices}}
{{title}}{{#detail}}: {{detail}}{{/detail}}

{{/notices}}
{{#more}}
And {{more}} more, which your inbox lists.

{{/more}}
You get this because you switched these emails on. Switch them off, or set quiet hours, in your inbox.

[{{#isOne}}Open it{{/isOne}}{{^isOne}}Your inbox{{/isOne}}]({{page}})
`,
});

export const noticeEmails: readonly RegisteredEmail[] = [registered(noticesEmail)];

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
      noticesEmail.letter(reader.email, {
        name: reader.name,
        title: isOne ? only.title : `${notices.length.toLocaleString('en-US')} things that you should know`,
        isOne,
        notices: notices.slice(0, mostLines).map(({ title, text: detail }) => ({ title, detail })),
        more: more > 0 ? more.toLocaleString('en-US') : null,
        page: pageUrl,
      }),
    );
  },
};
