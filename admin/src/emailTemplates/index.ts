export { EmailTemplatePage } from './EmailTemplatePage.tsx';
export { EmailTemplatesPage } from './EmailTemplatesPage.tsx';
