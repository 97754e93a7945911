export { InboxPage } from './InboxPage.tsx';
export { PreferencesPage } from './PreferencesPage.tsx';
