import { ThemeProvider } from '@mui/material/styles';
import { type ComponentType, lazy, useEffect } from 'react';
import { CoreAdmin, CustomRoutes, defaultI18nProvider, Resource, useNavigate } from 'react-admin';
import { Route } from 'react-router';
import { authProvider } from '../authProvider/index.ts';
import { officeProvider } from '../dataProvider/index.ts';
import { Today } from '../today/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/Trouble.tsx';
import { Layout } from './Layout.tsx';
import { SignInPage } from './SignInPage.tsx';
import { StatesPage } from './StatesPage.tsx';
import { theme } from './theme.ts';

/** A page that is loaded when it is opened: the grid comes only with the pages that have one. */
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
const CataloguesPage = page(() => import('../catalogs/index.ts'), 'CataloguesPage');
const CatalogRunShow = page(() => import('../catalogs/index.ts'), 'CatalogRunShow');
const MatchingPage = page(() => import('../catalogs/index.ts'), 'MatchingPage');
const PercentagesPage = page(() => import('../percentages/index.ts'), 'PercentagesPage');
const ReservationGrid = page(() => import('../reservations/index.ts'), 'ReservationGrid');
const CaseShow = page(() => import('../reservations/index.ts'), 'CaseShow');
const PaymentGrid = page(() => import('../payments/index.ts'), 'PaymentGrid');
const MailList = page(() => import('../mails/index.ts'), 'MailList');
const MailShow = page(() => import('../mails/index.ts'), 'MailShow');
const StatisticsPage = page(() => import('../statistics/index.ts'), 'StatisticsPage');
const SoldTickets = page(() => import('../statistics/index.ts'), 'SoldTickets');
const AuditList = page(() => import('../audit/index.ts'), 'AuditList');

export function App() {
  return (
    <ThemeProvider theme={theme} defaultMode="system">
      <CoreAdmin
        title="Holdfast"
        authProvider={authProvider}
        dataProvider={officeProvider}
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
        <Resource name="mails" list={MailList} show={MailShow} />
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
          <Route path="/catalogs" element={<CataloguesPage />} />
          <Route path="/catalogs/runs/:id" element={<CatalogRunShow />} />
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

/** What broke on this page; the rest of the house is as it was. */
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
