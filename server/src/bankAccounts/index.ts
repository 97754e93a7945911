export { bicProblem, ibanProblem, isCountry } from './checkDetails.ts';
export { type BankCorrection, correctByBank, isCorrection } from './correctByBank.ts';
export { giveBankAccount } from './giveAccount.ts';
export { bankDataToMail, showBankData } from './readAccounts.ts';
export { bankAccountRoutes } from './routes.ts';
export { openBankDetails, resealBankData } from './sealedAccounts.ts';
export { changeBankSettings, originsOf, waitingDaysOf } from './settings.ts';
export type * from './views.ts';
