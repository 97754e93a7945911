/** Every list leaves out of its address what it can't read, names it, and shows its rows. */
import { screen } from '@testing-library/react';
import type { ComponentType } from 'react';
import { expect, it, test } from 'vitest';
import { answeringApi } from '../../test/api.ts';
import { renderDesk } from '../../test/desk.tsx';
import { GeneralLedger } from '../accounting/GeneralLedger.tsx';
import { Reports } from '../accounting/Reports.tsx';
import { TrialBalance } from '../accounting/TrialBalance.tsx';
import { AuditList } from '../audit/AuditList.tsx';
import { SecurityLog } from '../audit/SecurityLog.tsx';
import { BalanceDays } from '../balance/BalanceDays.tsx';
import { BankFileList } from '../bankFiles/BankFileList.tsx';
import { BlockList } from '../blocks/BlockList.tsx';
import { RunList } from '../bulkRuns/RunList.tsx';
import { ConsignorList } from '../consignors/ConsignorList.tsx';
import { DisputeList } from '../disputes/DisputeList.tsx';
import { EmailList } from '../emails/EmailList.tsx';
import { EventList } from '../events/EventList.tsx';
import { GameDecisionsPage } from '../feeds/decisions/GameDecisionsPage.tsx';
import { FeedsPage } from '../feeds/FeedsPage.tsx';
import { MatchingPage } from '../feeds/matching/MatchingPage.tsx';
import { ImportList } from '../imports/ImportList.tsx';
import { InboxPage } from '../inbox/InboxPage.tsx';
import { JobList } from '../jobs/JobList.tsx';
import { PackageList } from '../packages/PackageList.tsx';
import { PaymentGrid } from '../payments/PaymentGrid.tsx';
import { AgingList } from '../payouts/AgingList.tsx';
import { PayableList } from '../payouts/PayableList.tsx';
import { RunList as PayoutRunList } from '../payouts/RunList.tsx';
import { PercentagesPage } from '../percentages/PercentagesPage.tsx';
import { PriceRulesPage } from '../priceRules/PriceRulesPage.tsx';
import { ReservationGrid } from '../reservations/ReservationGrid.tsx';
import { StripeEventList } from '../stripeEvents/StripeEventList.tsx';
import { YearList } from '../taxForms/YearList.tsx';
import { withoutUnreadable } from '../ui/lists/plainAddress.ts';

const api = answeringApi();
const common = 'sort=nonsense&order=up&page=-3&perPage=many';

/** The list, its resource, what of a filter can't be read and what can. */
const lists: readonly (readonly [string, ComponentType, { wrong: string; right: string }])[] = [
  ['audit', AuditList, { wrong: 'from=2037-02-30', right: 'what=listing' }],
  ['bulk-runs', RunList, { wrong: '', right: '' }],
  ['consignors', ConsignorList, { wrong: '', right: 'q=ann' }],
  ['emails', EmailList, { wrong: 'state=nonsense', right: 'q=ann' }],
  ['blocks', BlockList, { wrong: 'state=nonsense', right: 'q=ann' }],
  ['balance-days', BalanceDays, { wrong: '', right: '' }],
  ['payables', PayableList, { wrong: '', right: 'q=ann' }],
  ['payable-ages', AgingList, { wrong: '', right: 'q=ann' }],
  ['ledger-accounts', TrialBalance, { wrong: 'from=2037-02-30', right: 'until=2037-11-24' }],
  ['reports', Reports, { wrong: 'on=nonsense', right: 'report=refunds' }],
  ['ledger-entries', GeneralLedger, { wrong: 'account=nonsense', right: 'q=HF-1' }],
  ['bank-files', BankFileList, { wrong: '', right: '' }],
  ['payout-runs', PayoutRunList, { wrong: '', right: '' }],
  ['tax-years', YearList, { wrong: '', right: '' }],
  ['disputes', DisputeList, { wrong: 'group=nonsense', right: 'q=HF-1' }],
  ['stripe-events', StripeEventList, { wrong: 'group=nonsense', right: 'q=evt_1' }],
  ['events', EventList, { wrong: 'league=nonsense', right: 'q=ann' }],
  ['gameChanges', GameDecisionsPage, { wrong: 'decided=nonsense', right: '' }],
  ['catalogRuns', FeedsPage, { wrong: 'feed=nonsense', right: '' }],
  ['notices', InboxPage, { wrong: 'kind=nonsense', right: 'view=unread' }],
  ['imports', ImportList, { wrong: 'waits=nonsense', right: 'owner=me' }],
  ['jobs', JobList, { wrong: '', right: '' }],
  ['packages', PackageList, { wrong: 'state=nonsense', right: 'q=ann' }],
  ['price-rules', PriceRulesPage, { wrong: '', right: '' }],
  ['reservations', ReservationGrid, { wrong: 'state=nonsense', right: 'q=ann' }],
  ['payments', PaymentGrid, { wrong: 'refund=nonsense', right: 'state=refunded' }],
  ['eventsToMatch', MatchingPage, { wrong: 'feed=nonsense', right: 'owner=me' }],
  ['security-log', SecurityLog, { wrong: 'what=nonsense', right: 'address=203.0.113.7' }],
  ['percentages', PercentagesPage, { wrong: 'asOf=2', right: 'scope=team' }],
];

test.each(lists)(
  '%s: it is ignored by name, and the rest is kept',
  async (resource, List, { wrong, right }) => {
    const path = `GET ${resource === 'events' ? '/events' : resource === 'notices' ? '/notices/office' : `/admin/${resource}`}`;
    api.on(path, () => ({ data: [], total: 0, next: null }));
    api.on(`GET /admin/percentages/drafts`, () => ({ data: [], total: 0 }));
    api.on('GET /admin/events', () => ({ data: [], total: 0, next: null }));
    api.on('GET /admin/withheld-tax', () => ({
      id: 'withheld',
      liability: 0,
      withholdings: [],
      deposits: [],
    }));
    for (const read of ['feeds', 'leagues']) api.on(`GET /admin/${read}`, () => ({ data: [], total: 0 }));
    const query = [right, wrong, common].filter(Boolean).join('&');
    renderDesk(<List />, { at: `/${resource}?${query}`, resource });
    const words = await screen.findByText(/Part of this page’s address can’t be read and is ignored/);
    for (const part of [wrong, 'page=-3', 'perPage=many', 'sort=nonsense', 'order=up'].filter(Boolean))
      expect(words.textContent).toContain(part);
    expect(words.textContent).not.toContain(right || 'undefined');
    const last = resource === 'notices' ? 'office' : resource;
    const asked = api.sent.filter(({ path }) => path.includes(`/${last}?`)).at(-1)!.path;
    expect(asked).toContain('page=1&');
    expect(asked).not.toMatch(/nonsense|order=up|perPage=many/);
    if (right) expect(asked).toContain(right);
  },
);

it('also reads react-admin’s own way of writing filters, and leaves out one that is none', () => {
  const fields = { state: { safeParse: (text: string) => ({ success: text === 'failed' }) } };
  const left = (filter: string) =>
    withoutUnreadable(`?${new URLSearchParams({ filter, made: '1' })}`, fields);
  expect(left('{"state":"failed","q":"x"}').ignored).toEqual([]);
  const { search, ignored } = left('{"state":"nonsense","q":"x"}');
  expect(ignored).toEqual(['state=nonsense']);
  expect(Object.fromEntries(new URLSearchParams(search))).toEqual({ filter: '{"q":"x"}', made: '1' });
  expect(left('{broken')).toEqual({ search: '?filter=%7B%7D&made=1', ignored: ['filter={broken'] });
});

it('marks the view that is shown, not the one that can’t be read', async () => {
  api.on('GET /admin/payments', () => ({ data: [], total: 0, next: null, counts: {} }));
  renderDesk(<PaymentGrid />, { at: '/payments?state=nonsense', resource: 'payments' });
  await screen.findByText(/state=nonsense/);
  expect(screen.getByRole('link', { name: /^All/ }).getAttribute('aria-current')).toBe('true');
});
