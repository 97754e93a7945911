export { ScheduledReportsPage } from './ScheduledReportsPage.tsx';
