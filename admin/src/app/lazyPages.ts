/** Pages of rooms that are more than a resource, each loaded when it is opened. */
import { lazyPage } from '../ui/lazyPage.ts';

const listings = () => import('../listings/index.tsx');
export const ApprovalQueue = lazyPage(listings, 'ApprovalQueue');
export const PricingDesk = lazyPage(listings, 'PricingDesk');
export const ToPriceQueue = lazyPage(listings, 'ToPriceQueue');
export const DelistQueue = lazyPage(listings, 'DelistQueue');
export const InHandQueue = lazyPage(listings, 'InHandQueue');
export const SoonQueue = lazyPage(listings, 'SoonQueue');
export const ListingList = lazyPage(listings, 'ListingList');
export const ListingShow = lazyPage(listings, 'ListingShow');
export const ListingCreate = lazyPage(listings, 'ListingCreate');
export const ListingEdit = lazyPage(listings, 'ListingEdit');

export const ConsignorFile = lazyPage(() => import('../consignors/ConsignorFile.tsx'), 'ConsignorFile');
export const PriceCapsPage = lazyPage(() => import('../priceCaps/index.ts'), 'PriceCapsPage');
export const ApiKeysPage = lazyPage(() => import('../apiKeys/index.ts'), 'ApiKeysPage');
export const ContentPage = lazyPage(() => import('../content/index.ts'), 'ContentPage');
export const WebhooksPage = lazyPage(() => import('../webhooks/index.ts'), 'WebhooksPage');
export const EndpointPage = lazyPage(() => import('../webhooks/index.ts'), 'EndpointPage');
export const EmailTemplatesPage = lazyPage(() => import('../emailTemplates/index.ts'), 'EmailTemplatesPage');
export const EmailTemplatePage = lazyPage(() => import('../emailTemplates/index.ts'), 'EmailTemplatePage');
export const MailingsPage = lazyPage(() => import('../mailings/index.ts'), 'MailingsPage');
export const NewMailingPage = lazyPage(() => import('../mailings/index.ts'), 'NewMailingPage');
export const MailingPage = lazyPage(() => import('../mailings/index.ts'), 'MailingPage');
export const InboxPage = lazyPage(() => import('../inbox/index.ts'), 'InboxPage');
export const InboxPreferences = lazyPage(() => import('../inbox/index.ts'), 'PreferencesPage');
export const ExportsPage = lazyPage(() => import('../exports/index.ts'), 'ExportsPage');
export const ScheduledReportsPage = lazyPage(
  () => import('../scheduledReports/index.ts'),
  'ScheduledReportsPage',
);
export const TaxesPage = lazyPage(() => import('../taxes/index.ts'), 'TaxesPage');
export const PercentagesPage = lazyPage(() => import('../percentages/index.ts'), 'PercentagesPage');
export const ReservationGrid = lazyPage(() => import('../reservations/index.ts'), 'ReservationGrid');
export const CaseShow = lazyPage(() => import('../reservations/index.ts'), 'CaseShow');
export const PaymentGrid = lazyPage(() => import('../payments/index.ts'), 'PaymentGrid');
export const StatisticsPage = lazyPage(() => import('../statistics/index.ts'), 'StatisticsPage');
export const SoldTickets = lazyPage(() => import('../statistics/index.ts'), 'SoldTickets');
export const WaitingListsPage = lazyPage(() => import('../waitingLists/index.ts'), 'WaitingListsPage');
export const WaitingListPage = lazyPage(() => import('../waitingLists/index.ts'), 'WaitingListPage');
