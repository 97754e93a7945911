export { PercentagesPage } from './PercentagesPage.tsx';
