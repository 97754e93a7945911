export * from './routes.ts';
export { scheduledReportEmails } from './reportEmail.ts';
export { scheduledReportCrontab, scheduledReportJobs } from './sendReports.ts';
