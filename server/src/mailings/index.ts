export * from './routes.ts';
export { mailingJobs } from './sendMailings.ts';
