export { PaymentGrid } from './PaymentGrid.tsx';
