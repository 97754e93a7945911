export { bookAnswer } from './answers/bookAnswer.ts';
export { planAnswer } from './answers/planAnswer.ts';
export { readAnswer } from './answers/readAnswer.ts';
export { settleFile } from './endFile.ts';
export { makeFile } from './makeFile.ts';
export { resealBankFiles, textOfFile } from './readFiles.ts';
export { bankFileRoutes } from './routes.ts';
