/** Audit cases of the settings of Slack and Telegram. Nobody listens at the discard port. */
import { telegramToken } from '../fakeTelegram.ts';
import { type Case, changes, previews } from './case.ts';

const at = '/admin/settings/slack';
const none = { way: 'none' };
const content = {
  notices: { way: 'webhook', webhookUrl: 'http://127.0.0.1:9/services/wxyz' },
  alarms: none,
  reports: none,
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
          reports: 'none',
          test: 'none',
          token: null,
          kinds: ['packageAdded'],
        },
      },
    ],
  })),
  changes({ by: 'admin', route: `POST ${at}/test` }, async () => ({
    path: `${at}/test`,
    body: { destination: 'notices' },
    entries: [
      {
        what: 'marketplace.slackTest',
        subject: 'marketplace',
        before: null,
        after: { destination: 'notices', isTaken: false },
      },
    ],
  })),
  changes({ by: 'admin', route: 'PUT /admin/settings/telegram' }, async () => ({
    path: '/admin/settings/telegram',
    body: { isOn: true, token: telegramToken, version: 0 },
    entries: [
      {
        what: 'marketplace.telegram',
        subject: 'marketplace',
        before: null,
        after: { isOn: true, bot: 'holdfast_tests_bot' },
      },
    ],
  })),
  previews({ by: 'admin', route: 'POST /admin/settings/telegram/test' }, async () => ({
    path: '/admin/settings/telegram/test',
  })),
];
