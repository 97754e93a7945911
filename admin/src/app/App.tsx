import { ThemeProvider } from '@mui/material/styles';
import { type ComponentType, lazy, useEffect } from 'react';
import { CoreAdmin, CustomRoutes, defaultI18nProvider, Resource, useNavigate } from 'react-admin';
import { Route } from 'react-router';
import { authProvider } from '../authProvider/index.ts';
import { adminProvider } from '../dataProvider/index.ts';
import { Today } from '../today/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { Layout } from './Layout.tsx';
import { SignInPage } from './SignInPage.tsx';
import { StatesPage } from './StatesPage.tsx';
import { theme } from './theme.ts';

/** Loads a page's code when it is opened, so that only pages with a grid load AG Grid. */
function page<K extends string>(load: () => Promise<Record<K, ComponentType>>, name: K) {
  return lazy(async () => ({ default: (await load())[name] }));
}
const ApprovalQueue = page(() => import('../listings/index.tsx'), 'ApprovalQueue');
const PricingDesk = page(() => import('../listings/index.tsx'), 'PricingDesk');
const ToPriceQueue = page(() => import('../listings/index.tsx'), 'ToPriceQueue');
const DelistQueue = page(() => import('../listings/index.tsx'), 'DelistQueue');
const InHandQueue = page(() => import('../listings/index.tsx'), 'InHandQueue');
const SoonQueue = page(() => import('../listings/index.tsx'), 'SoonQueue');
const RunList = page(() => import('../bulkRuns/index.ts'), 'RunList');
const RunShow = page(() => import('../bulkRuns/index.ts'), 'RunShow');
const PriceCapsPage = page(() => import('../priceCaps/index.ts'), 'PriceCapsPage');
const ListingList = page(() => import('../listings/index.tsx'), 'ListingList');
const ListingShow = page(() => import('../listings/index.tsx'), 'ListingShow');
const ConsignorList = page(() => import('../consignors/index.ts'), 'ConsignorList');
const ConsignorCreate = page(() => import('../consignors/index.ts'), 'ConsignorCreate');
const ConsignorShow = page(() => import('../consignors/index.ts'), 'ConsignorShow');
const PackageList = page(() => import('../packages/index.ts'), 'PackageList');
const PackageCreate = page(() => import('../packages/index.ts'), 'PackageCreate');
const PackageShow = page(() => import('../packages/index.ts'), 'PackageShow');
const EventList = page(() => import('../events/index.ts'), 'EventList');
const EventCreate = page(() => import('../events/index.ts'), 'EventCreate');
const ImportList = page(() => import('../imports/index.ts'), 'ImportList');
const ImportCreate = page(() => import('../imports/index.ts'), 'ImportCreate');
const ImportShow = page(() => import('../imports/index.ts'), 'ImportShow');
const FeedsPage = page(() => import('../feeds/index.ts'), 'FeedsPage');
const FeedRunShow = page(() => import('../feeds/index.ts'), 'FeedRunShow');
const MatchingPage = page(() => import('../feeds/index.ts'), 'MatchingPage');
const PercentagesPage = page(() => import('../percentages/index.ts'), 'PercentagesPage');
const ReservationGrid = page(() => import('../reservations/index.ts'), 'ReservationGrid');
const CaseShow = page(() => import('../reservations/index.ts'), 'CaseShow');
const PaymentGrid = page(() => import('../payments/index.ts'), 'PaymentGrid');
const EmailList = page(() => import('../emails/index.ts'), 'EmailList');
const EmailShow = page(() => import('../emails/index.ts'), 'EmailShow');
const StatisticsPage = page(() => import('../statistics/index.ts'), 'StatisticsPage');
const SoldTickets = page(() => import('../statistics/index.ts'), 'SoldTickets');
const AuditList = page(() => import('../audit/index.ts'), 'AuditList');

export function App() {
  return (
    <ThemeProvider theme={theme} defaultMode="system">
      <CoreAdmin
        title="Holdfast"
        authProvider={authProvider}
        dataProvider={adminProvider}
        i18nProvider={defaultI18nProvider}
        layout={Layout}
        loginPage={SignInPage}
        dashboard={Today}
        catchAll={Nowhere}
        accessDenied={NotYours}
        error={Broken}
        requireAuth
        disableTelemetry
      >
        <Resource name="listings" list={ListingList} show={ListingShow} />
        <Resource name="consignors" list={ConsignorList} create={ConsignorCreate} show={ConsignorShow} />
        <Resource name="packages" list={PackageList} create={PackageCreate} show={PackageShow} />
        <Resource name="events" list={EventList} create={EventCreate} />
        <Resource name="imports" list={ImportList} create={ImportCreate} show={ImportShow} />
        <Resource name="percentages" list={PercentagesPage} />
        <Resource name="reservations" list={ReservationGrid} show={CaseShow} />
        <Resource name="payments" list={PaymentGrid} />
        <Resource name="emails" list={EmailList} show={EmailShow} />
        <Resource name="audit" list={AuditList} />
        <CustomRoutes>
          <Route path="/statistics" element={<StatisticsPage />} />
          <Route path="/statistics/tickets" element={<SoldTickets />} />
          <Route path="/to-approve" element={<ApprovalQueue />} />
          <Route path="/pricing" element={<PricingDesk />} />
          <Route path="/to-price" element={<ToPriceQueue />} />
          <Route path="/delist-asked" element={<DelistQueue />} />
          <Route path="/in-hand-passed" element={<InHandQueue />} />
          <Route path="/soon-unsold" element={<SoonQueue />} />
          <Route path="/bulk-runs" element={<RunList />} />
          <Route path="/bulk-runs/:id" element={<RunShow />} />
          <Route path="/feeds" element={<FeedsPage />} />
          <Route path="/feeds/runs/:id" element={<FeedRunShow />} />
          <Route path="/matching" element={<MatchingPage />} />
          <Route path="/price-caps" element={<PriceCapsPage />} />
          <Route path="/states" element={<StatesPage />} />
        </CustomRoutes>
      </CoreAdmin>
    </ThemeProvider>
  );
}

function Nowhere() {
  useCrumbs('Nothing here');
  return <Empty because="There is no such page. Pages may have moved; the rail names them all." />;
}

function NotYours() {
  const navigate = useNavigate();
  useCrumbs('Not yours');
  return (
    <Empty because="This page isn’t yours to see. Ask an administrator if you need it.">
      <button type="button" className="btn" onClick={() => navigate('/')}>
        Back to Today
      </button>
    </Empty>
  );
}

/** Shown when a page throws while rendering; other pages go on working. */
function Broken({
  error,
  resetErrorBoundary,
}: {
  error: Error;
  resetErrorBoundary: (args: unknown) => void;
}) {
  useEffect(() => {
    document.title = 'Something broke · Holdfast back office';
  }, []);
  return (
    <div className="empty" role="alert">
      <p>
        <b>This page broke. Nothing was changed by that.</b>
        {error.message}
      </p>
      <button type="button" className="btn" onClick={resetErrorBoundary}>
        Draw it again
      </button>{' '}
      <button type="button" className="btn" onClick={() => window.location.reload()}>
        Load it anew
      </button>
    </div>
  );
}
