export { taxFormJobs } from './jobs.ts';
export { copyOf, formsOf, formToMail } from './readForms.ts';
export { taxFormRoutes } from './routes.ts';
