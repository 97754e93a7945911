import type { Consignor, PlanPeriod } from '@holdfast/shared/consignors';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { describe, expect, it } from 'vitest';
import { answeringApi, Refused } from '../../test/api.ts';
import { expectComplaint } from '../../test/complaints.ts';
import { addressNow, renderDesk } from '../../test/desk.tsx';
import { ConsignorCreate } from './ConsignorCreate.tsx';
import { ConsignorEdit } from './ConsignorEdit.tsx';
import { PlanPeriods } from './PlanPeriods.tsx';
import { planSpans } from './planSpans.ts';

describe('the form of a consignor', () => {
  const api = answeringApi();
  const plans = {
    data: [
      { id: 'Broker', consignors: 2 },
      { id: 'Standard', consignors: 9 },
    ],
    total: 2,
  };
  const prepare = () => {
    api.on('GET /admin/plans', () => plans);
    api.on('GET /admin/countries', () => ({ data: [], total: 0 }));
    api.on('GET /admin/consignor-duplicates', () => ({ data: [] }));
    api.on('GET /admin/audit', () => ({ data: [], total: 0, more: false, actionNames: [] }));
  };

  it('says what is wrong beside its inputs before anything is sent', async () => {
    prepare();
    renderDesk(<ConsignorCreate />, { at: '/consignors/create', resource: 'consignors' });
    await userEvent.type(await screen.findByLabelText('Email'), 'wexler');
    await userEvent.click(screen.getByRole('button', { name: /^Add the consignor/ }));
    await screen.findByText('Give an email address, such as ann@example.com.');
    expect(screen.getByRole('alert').textContent).toBe('Not saved. Correct the marked fields.');
    expect(screen.getByLabelText('Name').getAttribute('aria-invalid')).toBe('true');
    expect(api.sentTo('POST /admin/consignors')).toEqual([]);
  });

  it('tries the same again with the same key after a lost answer, and shows the server’s refusal at its input', async () => {
    // react-admin logs every refusal.
    expectComplaint(/^HttpError: No answer came/);
    expectComplaint(/^HttpError: Another consignor has this email address\.$/);
    prepare();
    let answer: () => unknown = () => {
      throw new TypeError('connection lost');
    };
    api.on('POST /admin/consignors', () => answer());
    renderDesk(<ConsignorCreate />, { at: '/consignors/create', resource: 'consignors' });
    await userEvent.type(await screen.findByLabelText('Name'), 'Wexler');
    await userEvent.type(screen.getByLabelText('Email'), 'wexler@example.com');
    const send = () => userEvent.click(screen.getByRole('button', { name: /^Add the consignor/ }));
    await send();
    expect((await screen.findByRole('alert')).textContent).toMatch(/^Not saved\. No answer came/);
    const errors = [{ field: 'email', code: 'taken', message: 'Another consignor has this email address.' }];
    answer = () =>
      new Refused(422, { code: 'validation_failed', title: 'Some fields are not valid', errors });
    await send();
    await screen.findByText('Another consignor has this email address.');
    const sent = api.sentTo('POST /admin/consignors');
    expect(sent).toHaveLength(2);
    expect(sent[1]?.key).toBe(sent[0]?.key);
    expect(sent[0]?.body).toMatchObject({
      name: 'Wexler',
      email: 'wexler@example.com',
      plan: 'Standard',
      isNewPlan: false,
    });
  });

  it('corrects pessimistically', async () => {
    prepare();
    const record = {
      id: 'con_1',
      name: 'Wexler',
      email: 'w@example.com',
      plan: 'Standard',
      createdAt: '',
      otherEmails: ['w2@example.com'],
      tags: ['vip', 'early'],
      payoutDays: 7,
    };
    api.on('GET /admin/consignors/con_1', () => record);
    api.on('PUT /admin/consignors/con_1', ({ body }) => ({ ...record, ...(body as object) }));
    renderDesk(
      <Routes>
        <Route path="/consignors/:id" element={<ConsignorEdit />} />
        <Route path="*" element={<p>left</p>} />
      </Routes>,
      { at: '/consignors/con_1', resource: 'consignors' },
    );
    await userEvent.type(await screen.findByLabelText('Phone'), '+1 412 555 0100');
    await userEvent.click(screen.getByRole('button', { name: /^Save the correction/ }));
    await screen.findByText('left');
    expect(addressNow()).toBe('/consignors/con_1/show');
    expect(api.sentTo('PUT /admin/consignors/con_1')[0]?.body).toMatchObject({
      name: 'Wexler',
      email: 'w@example.com',
      phone: '+1 412 555 0100',
      otherEmails: ['w2@example.com'],
      tags: ['vip', 'early'],
    });
    // Plans have a start and an end, and a form of their own.
    expect(api.sentTo('PUT /admin/consignors/con_1')[0]?.body).not.toHaveProperty('plan');
  });

  it('gives a plan by days, whose last one is included', async () => {
    prepare();
    const since = '2026-01-05T15:00:00.000Z';
    api.on('GET /admin/consignors/con_1/plans', () => ({ data: [] }));
    api.on('POST /admin/consignors/con_1/plans', () => ({ data: [] }));
    const record = { id: 'con_1', name: 'Wexler', plan: 'Standard', createdAt: since, mergedInto: null };
    renderDesk(<PlanPeriods record={record as unknown as Consignor} mayChange />, {
      at: '/',
      resource: 'consignors',
    });
    const table = await screen.findByRole('table', { name: 'Plans of Wexler' });
    expect(table.textContent).toContain('Standard, as nothing is setJan 5, 2026openIn force');
    await userEvent.click(screen.getByRole('button', { name: /^Give a plan/ }));
    const plan = await screen.findByLabelText<HTMLInputElement>('Plan');
    await waitFor(() => expect(plan.value).toBe('Standard'));
    await userEvent.click(plan);
    await userEvent.clear(plan);
    await userEvent.click(await screen.findByRole('option', { name: 'Broker' }));
    await userEvent.type(screen.getByLabelText('First day'), '2099-03-01');
    await userEvent.type(screen.getByLabelText('Last day'), '2099-03-31');
    await userEvent.type(screen.getByLabelText('Reason, goes into the log'), 'A trial');
    await userEvent.click(screen.getByRole('button', { name: /^Give the plan/ }));
    await waitFor(() =>
      expect(api.sentTo('POST /admin/consignors/con_1/plans')[0]?.body).toEqual({
        plan: 'Broker',
        isNewPlan: false,
        effectiveFrom: '2099-03-01T05:00:00.000Z',
        effectiveUntil: '2099-04-01T04:00:00.000Z',
        reason: 'A trial',
      }),
    );
  });

  it('says which plan is in force when nothing is set, between plans and after the last one', () => {
    const [a, b, c, d] = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'].map(
      (day) => `${day}T05:00:00.000Z`,
    ) as [string, string, string, string];
    const period = (plan: string, effectiveFrom: string, endsAt: string | null) =>
      ({ plan, effectiveFrom, endsAt }) as PlanPeriod;
    const spans = (...periods: PlanPeriod[]) =>
      planSpans(periods, a).map(({ plan, from, until }) => [plan, from, until]);
    expect(spans()).toEqual([['Standard', a, null]]);
    expect(spans(period('Broker', b, c), period('Early', d, null))).toEqual([
      ['Standard', a, b],
      ['Broker', b, c],
      ['Standard', c, d],
      ['Early', d, null],
    ]);
    expect(spans(period('Broker', a, b), period('Early', b, c))).toEqual([
      ['Broker', a, b],
      ['Early', b, c],
      ['Standard', c, null],
    ]);
  });

  it('shows who may be the same before it is saved; the same name and address are saved when that is another one', async () => {
    prepare();
    api.on('GET /admin/consignor-duplicates', () => ({
      data: [
        { id: 'con_7', name: 'Wexler', email: 'old@example.com', why: 'nameAndAddress', deactivatedAt: null },
      ],
    }));
    renderDesk(<ConsignorCreate />, { at: '/consignors/create', resource: 'consignors' });
    await userEvent.type(await screen.findByLabelText('Name'), 'Wexler');
    await userEvent.type(screen.getByLabelText('Email'), 'wexler@example.com');
    await userEvent.type(screen.getByLabelText('Tags'), 'vip');
    const another = await screen.findByLabelText('This is another one');
    const isKnown = {
      code: 'validation_failed',
      title: 'Some fields are not valid',
      errors: [{ field: 'isAnother', code: 'known', message: 'There is one of this name at this address.' }],
    };
    api.on('POST /admin/consignors', () => new Refused(422, isKnown));
    expectComplaint(/one of this name at this address/);
    await userEvent.click(screen.getByRole('button', { name: /^Add the consignor/ }));
    expect(await screen.findByText(/Open the one that is known, or tick/)).toBeTruthy();
    expect(another.getAttribute('aria-invalid')).toBe('true');
    await userEvent.click(another);
    expect(screen.getByRole('link', { name: 'Wexler' }).getAttribute('href')).toContain(
      '/consignors/con_7/show',
    );
    api.on('POST /admin/consignors', () => ({ id: 'con_8' }));
    await userEvent.click(screen.getByRole('button', { name: /^Add the consignor/ }));
    await waitFor(() => expect(api.sentTo('POST /admin/consignors')).toHaveLength(2));
    expect(api.sentTo('POST /admin/consignors')[1]?.body).toMatchObject({ isAnother: true, tags: ['vip'] });
  });
});
