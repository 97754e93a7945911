import type { ResourceProps } from 'react-admin';
import { lazyPage } from '../ui/lazyPage.ts';

/** The books: the trial balance and the general ledger. */
export const accounting: readonly ResourceProps[] = [
  { name: 'ledger-accounts', list: lazyPage(() => import('./TrialBalance.tsx'), 'TrialBalance') },
  { name: 'ledger-entries', list: lazyPage(() => import('./GeneralLedger.tsx'), 'GeneralLedger') },
];
