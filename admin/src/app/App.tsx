import { ThemeProvider } from '@mui/material/styles';
import { CoreAdmin, CustomRoutes, Resource } from 'react-admin';
import { Navigate, Route, useParams } from 'react-router';
import { authProvider } from '../authProvider/index.ts';
import { bulkRuns } from '../bulkRuns/index.ts';
import { adminProvider } from '../dataProvider/index.ts';
import { EventChangeShow } from '../events/index.ts';
import {
  FeedRunShow,
  FeedSettingsPage,
  FeedsPage,
  GameDecisionShow,
  GameDecisionsPage,
  MatchingPage,
} from '../feeds/index.ts';
import { MomentsPage } from '../moments/index.ts';
import { SettingsPage } from '../settings/index.ts';
import { Today } from '../today/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { Broken } from './Broken.tsx';
import { i18nProvider } from './i18n.ts';
import { Layout } from './Layout.tsx';
import * as pages from './lazyPages.ts';
import { NotYours } from './NotYours.tsx';
import { newQueryClient } from './queryClient.ts';
import { resources } from './resources.ts';
import { SignInPage } from './SignInPage.tsx';
import { StatesPage } from './StatesPage.tsx';
import { theme } from './theme.ts';

const queryClient = newQueryClient();

/**
 * `CoreAdmin` in the place of `Admin`: the same contexts and routes, while layout, sign-in and error pages are ours. `Admin`
 * imports its own of each and adds 40% to the code of the first page.
 */
export function App() {
  return (
    <ThemeProvider theme={theme} defaultMode="system">
      <CoreAdmin
        title="Holdfast"
        authProvider={authProvider}
        dataProvider={adminProvider}
        queryClient={queryClient}
        i18nProvider={i18nProvider}
        layout={Layout}
        loginPage={SignInPage}
        dashboard={Today}
        catchAll={Nowhere}
        accessDenied={NotYours}
        error={Broken}
        requireAuth
        disableTelemetry
      >
        {resources.map((each) => (
          <Resource key={each.name} {...each} />
        ))}
        <Resource {...bulkRuns}>
          <Route path=":id" element={<RunOfOldLink />} />
        </Resource>
        <CustomRoutes>
          <Route path="/statistics" element={<pages.StatisticsPage />} />
          <Route path="/statistics/tickets" element={<pages.SoldTickets />} />
          <Route path="/to-approve" element={<pages.ApprovalQueue />} />
          <Route path="/pricing" element={<pages.PricingDesk />} />
          <Route path="/to-price" element={<pages.ToPriceQueue />} />
          <Route path="/delist-asked" element={<pages.DelistQueue />} />
          <Route path="/in-hand-passed" element={<pages.InHandQueue />} />
          <Route path="/soon-unsold" element={<pages.SoonQueue />} />
          <Route path="/feeds" element={<FeedsPage />} />
          <Route path="/feeds/:id/settings" element={<FeedSettingsPage />} />
          <Route path="/feeds/runs/:id" element={<FeedRunShow />} />
          <Route path="/feeds/decisions" element={<GameDecisionsPage />} />
          <Route path="/feeds/decisions/:id" element={<GameDecisionShow />} />
          <Route path="/event-changes/:id" element={<EventChangeShow />} />
          <Route path="/matching" element={<MatchingPage />} />
          <Route path="/consignor-file" element={<pages.ConsignorFile />} />
          <Route path="/price-caps" element={<pages.PriceCapsPage />} />
          <Route path="/scheduled-reports" element={<pages.ScheduledReportsPage />} />
          <Route path="/webhooks" element={<pages.WebhooksPage />} />
          <Route path="/webhooks/:id" element={<pages.EndpointPage />} />
          <Route path="/email-templates" element={<pages.EmailTemplatesPage />} />
          <Route path="/email-templates/:key" element={<pages.EmailTemplatePage />} />
          <Route path="/mailings" element={<pages.MailingsPage />} />
          <Route path="/mailings/create" element={<pages.NewMailingPage />} />
          <Route path="/mailings/:id" element={<pages.MailingPage />} />
          <Route path="/content" element={<pages.ContentPage />} />
          <Route path="/api-keys" element={<pages.ApiKeysPage />} />
          <Route path="/inbox" element={<pages.InboxPage />} />
          <Route path="/inbox/preferences" element={<pages.InboxPreferences />} />
          <Route path="/exports" element={<pages.ExportsPage />} />
          <Route path="/waiting-lists" element={<pages.WaitingListsPage />} />
          <Route path="/waiting-lists/:id" element={<pages.WaitingListPage />} />
          <Route path="/tax-rules" element={<pages.TaxesPage />} />
          <Route path="/moments" element={<MomentsPage />} />
          <Route path="/settings" element={<SettingsPage />} />
          <Route path="/states" element={<StatesPage />} />
        </CustomRoutes>
      </CoreAdmin>
    </ThemeProvider>
  );
}

/** Reports of bulk runs had this address before they had one of react-admin's. */
function RunOfOldLink() {
  const { id } = useParams();
  return <Navigate to={`/bulk-runs/${id}/show`} replace />;
}

function Nowhere() {
  useCrumbs('Nothing here');
  return <Empty because="There is no such page. Pages may have moved; the menu names them all." />;
}
