export { PriceCapsPage } from './PriceCapsPage.tsx';
