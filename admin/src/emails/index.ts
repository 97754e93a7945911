export { EmailList } from './EmailList.tsx';
export { EmailShow } from './EmailShow.tsx';
