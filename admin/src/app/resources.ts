/** The resources of react-admin: their pages, and how a record is named where another one refers to it. */
import type { ResourceProps } from 'react-admin';
import { accounting } from '../accounting/index.ts';
import { audit, securityLog } from '../audit/index.ts';
import { balance } from '../balance/index.ts';
import { bankFiles } from '../bankFiles/index.ts';
import { blocks } from '../blocks/index.ts';
import { cases } from '../cases/index.ts';
import { catalog } from '../catalog/index.ts';
import { closing } from '../closing/index.ts';
import { consignors, plans } from '../consignors/index.ts';
import { deliveries } from '../deliveries/index.ts';
import { disputes } from '../disputes/index.ts';
import { emails } from '../emails/index.ts';
import { events } from '../events/index.ts';
import { imports } from '../imports/index.ts';
import { invitations } from '../invitations/index.ts';
import { jobs } from '../jobs/index.ts';
import { packageSeasons, packages } from '../packages/index.ts';
import { payouts } from '../payouts/index.ts';
import { priceRules } from '../priceRules/index.ts';
import { staff } from '../staff/index.ts';
import { stripeEvents } from '../stripeEvents/index.ts';
import { taxForms } from '../taxForms/index.ts';
import * as pages from './lazyPages.ts';

export const resources: readonly ResourceProps[] = [
  {
    name: 'listings',
    list: pages.ListingList,
    create: pages.ListingCreate,
    edit: pages.ListingEdit,
    show: pages.ListingShow,
  },
  consignors,
  plans,
  ...catalog,
  packages,
  packageSeasons,
  priceRules,
  events,
  imports,
  deliveries,
  { name: 'percentages', list: pages.PercentagesPage },
  { name: 'reservations', list: pages.ReservationGrid, show: pages.CaseShow, recordRepresentation: 'code' },
  { name: 'payments', list: pages.PaymentGrid },
  disputes,
  cases,
  blocks,
  balance,
  ...payouts,
  bankFiles,
  ...accounting,
  ...closing,
  taxForms,
  emails,
  stripeEvents,
  jobs,
  staff,
  invitations,
  audit,
  securityLog,
];
