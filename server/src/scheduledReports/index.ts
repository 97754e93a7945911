export { scheduledReportEmails } from './reportEmail.ts';
export * from './routes.ts';
export { scheduledReportCrontab, scheduledReportJobs } from './sendReports.ts';
