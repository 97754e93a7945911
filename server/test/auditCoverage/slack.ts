/** Audit cases of Slack's settings. Nobody listens at the discard port. */
import { type Case, changes, previews } from './case.ts';

const at = '/admin/settings/slack';
const none = { way: 'none' };
const content = {
  notices: { way: 'webhook', webhookUrl: 'http://127.0.0.1:9/services/wxyz' },
  alarms: none,
  weekly: none,
  test: none,
  kinds: ['packageAdded'],
};

/** The cases. */
export const slackCases: Case[] = [
  changes({ by: 'admin', route: `PUT ${at}` }, async () => ({
    path: at,
    body: { ...content, version: 0 },
    entries: [
      {
        what: 'marketplace.slack',
        subject: 'marketplace',
        before: null,
        after: {
          notices: 'webhook …wxyz',
          alarms: 'none',
          weekly: 'none',
          test: 'none',
          token: null,
          kinds: ['packageAdded'],
        },
      },
    ],
  })),
  previews({ by: 'admin', route: `POST ${at}/test` }, async () => ({
    path: `${at}/test`,
    body: { destination: 'notices' },
  })),
];
