import { expect, test } from 'vitest';
import { i18nProvider } from './i18n.ts';

test('a notification of react-admin is a sentence, not the name of a message', () => {
  const created = i18nProvider.translate('ra.notification.created');
  expect(created).toBe('Created.');
  expect(i18nProvider.translate('resources.imports.notifications.created', { _: created })).toBe('Created.');
});
