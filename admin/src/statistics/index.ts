export { SoldTickets } from './SoldTickets.tsx';
export { StatisticsPage } from './StatisticsPage.tsx';
