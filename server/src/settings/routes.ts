import { marketplaceInput, marketplaceSettings, marketplaceShown } from '@holdfast/shared/marketplace';
import { currentMarketplace } from '../marketplace/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { changeSettings } from './changeSettings.ts';
import { showSettings } from './showSettings.ts';

const shared = { tag: 'Admin: settings', roles: ['admin'] } as const;

export function settingsRoutes(app: AppContext): AnyEndpoint[] {
  return [
    query({
      path: '/marketplace',
      tag: 'Marketplace',
      summary: 'What the marketplace is called, and how it is reached',
      answer: marketplaceShown,
      read: async () => {
        const { name, contactEmail, postalAddress, timeZone, currency } = currentMarketplace(app);
        return { name, contactEmail, postalAddress, timeZone, currency };
      },
    }),
    query({
      ...shared,
      path: '/admin/settings/marketplace',
      summary: 'The marketplace’s settings, and what the server’s environment decides',
      answer: marketplaceSettings,
      run: (trx) => showSettings(trx, app),
    }),
    command({
      ...shared,
      method: 'put',
      path: '/admin/settings/marketplace',
      freshProof: true,
      summary:
        'Change the settings, which pages and emails follow within seconds; another time zone counts every figure again',
      idempotent: true,
      body: marketplaceInput,
      answer: marketplaceSettings,
      problems: ['validation_failed', 'version_conflict'],
      async run(trx, { body, principal }) {
        await changeSettings(trx, body, principal);
        return showSettings(trx, app);
      },
    }),
  ];
}
