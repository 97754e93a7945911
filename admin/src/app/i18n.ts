import { defaultI18nProvider, type I18nProvider } from 'react-admin';

/** react-admin's own messages that this back office can show. Ours are written where they are shown. */
const messages: Record<string, string> = {
  'ra.notification.created': 'Created.',
  'ra.notification.updated': 'Saved.',
  'ra.notification.item_doesnt_exist': 'This doesn’t exist, or you may not see it.',
  'ra.notification.http_error': 'The server didn’t answer.',
  'ra.notification.data_provider_error': 'The server’s answer couldn’t be read.',
};

/** English, without react-admin's catalog of messages. */
export const i18nProvider: I18nProvider = {
  ...defaultI18nProvider,
  translate: (key, options) => messages[key] ?? defaultI18nProvider.translate(key, options),
};
