export { resealBankFiles } from './readFiles.ts';
export { bankFileRoutes } from './routes.ts';
