export { EmailLook } from './EmailLook.tsx';
export { EmailTemplatePage } from './EmailTemplatePage.tsx';
export { EmailTemplatesPage } from './EmailTemplatesPage.tsx';
export { PlaceholderList } from './PlaceholderList.tsx';
export { insertInto, TextFields } from './TextFields.tsx';
