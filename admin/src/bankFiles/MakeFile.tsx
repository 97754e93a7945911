/** A run's payouts as a file for the bank: what the bank would refuse is named before it is made. */

import { kindOfCurrency } from '@holdfast/shared/bankAccounts';
import {
  type BankFilePlan,
  type BankFileShown,
  bankFileFormatNames,
  nextBankDay,
} from '@holdfast/shared/bankFiles';
import { marketplaceCurrency } from '@holdfast/shared/money';
import type { PayoutRunShown } from '@holdfast/shared/payouts';
import { marketplaceZone, wallTimeOf } from '@holdfast/shared/time';
import TextField from '@mui/material/TextField';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify, useRedirect } from 'react-admin';
import { Link } from 'react-router';
import { call } from '../dataProvider/index.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { amountOf, plural } from '../ui/figures.tsx';
import { useSubmissionKey } from '../ui/forms/useSubmissionKey.ts';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';
import { Reading } from '../ui/Reading.tsx';
import './bankFiles.css';

/** The next day on which banks pay in the marketplace's currency. */
const usualDay = () =>
  nextBankDay(
    kindOfCurrency(marketplaceCurrency) === 'sepa' ? 'target' : 'fed',
    wallTimeOf(new Date().toISOString(), marketplaceZone).slice(0, 10),
  );

export function MakeFile({ run, close }: { run: PayoutRunShown; close: () => void }) {
  const [paysOn, setPaysOn] = useState(usualDay);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(paysOn);
  const { data, error, refetch } = useQuery({
    queryKey: ['bank-file-plan', run.id, paysOn],
    queryFn: () => call<BankFilePlan>(`/admin/payout-runs/${run.id}/bank-file?paysOn=${paysOn}`),
    enabled: isDay,
    placeholderData: (earlier) => earlier,
    refetchOnWindowFocus: false,
  });
  return (
    <LeavablePanel
      title="Make the bank file"
      about="Its payouts are on their way from then on, and are in no other file. You download it and give it to the bank."
      leave="Not now"
      onLeave={close}
    >
      <TextField
        type="date"
        label="The bank pays on"
        value={paysOn}
        onChange={({ target }) => setPaysOn(target.value)}
      />
      {error && isDay ? (
        <ErrorMessage what="The dry run couldn’t be loaded." error={error} retry={() => refetch()} />
      ) : !isDay ? (
        <p className="note warn">Give the day on which the bank is to pay.</p>
      ) : data ? (
        <Plan run={run} plan={data} />
      ) : (
        <Reading what="the dry run" />
      )}
    </LeavablePanel>
  );
}

function Plan({ run, plan }: { run: PayoutRunShown; plan: BankFilePlan }) {
  const { format, lines, amount, problems, leftOut } = plan;
  const { error, isPending, make } = useMaking(run, plan);
  return (
    <>
      {problems.length > 0 ? (
        problems.map(({ rule, message }) => (
          <p key={rule} className="note danger" role="alert">
            {message}
          </p>
        ))
      ) : (
        <p className="note" role="status">
          {format && bankFileFormatNames[format]}: {plural(lines, 'payout')}, {amountOf(amount.amount)}{' '}
          {amount.currency}.
        </p>
      )}
      {leftOut.length > 0 && (
        <>
          <p>
            <b>Left out, and still to pay: {leftOut.length}</b>
          </p>
          <ul className="left-out">
            {leftOut.map(({ payoutId, consignor, amount: sum, refusals }) => (
              <li key={payoutId}>
                <Link to={`/payables/${consignor.id}/show`}>{consignor.name}</Link>, {amountOf(sum)}:{' '}
                {refusals.map(({ message }) => message).join(' ')}
              </li>
            ))}
          </ul>
        </>
      )}
      {error && (
        <p className="note danger" role="alert">
          {error}
        </p>
      )}
      {problems.length === 0 && (
        <p style={{ margin: '10px 0' }}>
          <button type="button" className="btn p" disabled={isPending} onClick={make}>
            Make the file
          </button>
        </p>
      )}
    </>
  );
}

function useMaking(run: PayoutRunShown, { paysOn }: BankFilePlan) {
  const notify = useNotify();
  const redirect = useRedirect();
  const queries = useQueryClient();
  const { keyFor } = useSubmissionKey();
  const making = useMutation({
    mutationFn: () =>
      call<BankFileShown>(`/admin/payout-runs/${run.id}/bank-file`, {
        method: 'POST',
        body: { paysOn },
        idempotencyKey: keyFor([run.id, paysOn, run.counts]),
      }),
    onSuccess({ id }) {
      notify('The file is made. Download it, and give it to the bank.', { type: 'success' });
      redirect(`/bank-files/${id}/show`);
    },
    onSettled: () => queries.invalidateQueries(),
  });
  return { error: making.error?.message ?? null, isPending: making.isPending, make: () => making.mutate() };
}
