export { TaxesPage } from './TaxesPage.tsx';
