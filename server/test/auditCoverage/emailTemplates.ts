/** Audit cases of emails' texts. */
import { type Case, changes, previews } from './case.ts';
import type { Bench } from './testBench.ts';

const at = '/admin/email-templates';
const textOf = (says: string) => ({ subject: `${says}: {{event}}`, text: `${says}, order {{order}}.` });

/** Publishes a text of an email. */
const published = (bench: Bench, key: string, says: string) =>
  bench.does('admin', 'POST', `${at}/${key}/publish`, { ...textOf(says), version: 0 });

/** The cases. Each has an email of its own. */
export const emailTemplateCases: Case[] = [
  changes({ by: 'admin', route: 'PUT /admin/email-templates/:key/draft' }, async () => ({
    path: `${at}/refund/draft`,
    body: { ...textOf('Money back'), version: 0 },
    entries: [{ what: 'emailTemplate.draft', subject: 'refund', before: null, after: textOf('Money back') }],
  })),
  changes({ by: 'admin', route: 'DELETE /admin/email-templates/:key/draft' }, async (bench) => {
    const body = { ...textOf('Over'), version: 0 };
    await bench.does('admin', 'PUT', `${at}/holdBroken/draft`, body);
    return {
      path: `${at}/holdBroken/draft`,
      entries: [
        { what: 'emailTemplate.dropDraft', subject: 'holdBroken', before: textOf('Over'), after: null },
      ],
    };
  }),
  changes({ by: 'admin', route: 'POST /admin/email-templates/:key/publish' }, async () => ({
    path: `${at}/payment.late/publish`,
    body: { ...textOf('Too late'), version: 0 },
    entries: [
      {
        what: 'emailTemplate.publish',
        subject: 'payment.late',
        before: { version: 0, subject: 'Your payment came too late: {{event}}' },
        after: { version: 1, ...textOf('Too late') },
      },
    ],
  })),
  changes({ by: 'admin', route: 'POST /admin/email-templates/:key/restore' }, async (bench) => {
    await published(bench, 'payment.failed', 'Declined');
    return {
      path: `${at}/payment.failed/restore`,
      body: { version: 1, to: 0 },
      entries: [
        {
          what: 'emailTemplate.publish',
          subject: 'payment.failed',
          before: { version: 1, ...textOf('Declined') },
          after: { version: 2, restored: 0, subject: 'The payment didn’t go through: {{event}}' },
        },
      ],
    };
  }),
  previews({ by: 'admin', route: 'POST /admin/email-templates/:key/preview' }, async () => ({
    path: `${at}/refund/preview`,
    body: { ...textOf('Money back'), with: 'latest' },
  })),
  changes({ by: 'admin', route: 'POST /admin/email-templates/:key/test' }, async () => ({
    path: `${at}/refund/test`,
    body: { ...textOf('Money back'), with: 'examples' },
    entries: [
      {
        what: 'emailTemplate.test',
        subject: 'refund',
        before: null,
        after: { subject: 'Test: Money back: Denver Peaks vs. Portland Pilots' },
      },
    ],
  })),
];
