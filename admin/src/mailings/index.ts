export { MailingPage } from './MailingPage.tsx';
export { MailingsPage } from './MailingsPage.tsx';
export { NewMailingPage } from './NewMailingPage.tsx';
