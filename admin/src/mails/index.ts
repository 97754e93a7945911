export { MailList } from './MailList.tsx';
export { MailShow } from './MailShow.tsx';
