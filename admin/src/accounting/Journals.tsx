import {
  accountIds,
  chartOfAccounts,
  type JournalFormat,
  type JournalSettings,
  journalFormats,
  journalSettingsChange,
} from '@holdfast/shared/accounting';
import { marketplaceZone } from '@holdfast/shared/time';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { NumberInput, TextInput, useNotify } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { Choice } from '../ui/Choice.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { presets } from '../ui/dates/presets.ts';
import { downloadFile } from '../ui/downloadFile.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { useFileAction } from '../ui/fileActions.ts';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PeriodFilter } from '../ui/PeriodFilter.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useNow } from '../ui/useNow.ts';
import './journals.css';

/** Journals for accounting software, and how they are written. */
export function Journals() {
  useCrumbs('Finance', 'Journals');
  const { data, error, refetch } = useQuery({
    queryKey: ['journal-settings'],
    queryFn: () => call<JournalSettings>('/admin/journal-settings'),
    refetchOnWindowFocus: false,
  });
  return (
    <div className="col scrolls">
      <PageHead
        title="Journals"
        facts="The books of a period for your accounting software: a journal for each day, which is even."
      />
      <div className="body">
        <Download />
        {error ? (
          <ErrorMessage what="The settings couldn’t be loaded." error={error} retry={() => refetch()} />
        ) : data ? (
          <Settings key={data.version} settings={data} />
        ) : (
          <Reading what="the settings" />
        )}
      </div>
    </div>
  );
}

/** A file of a period. */
function Download() {
  const now = useNow(60_000);
  const lastMonth = presets.find(({ name }) => name === 'Last month')?.days(now, marketplaceZone);
  const [period, setPeriod] = useState({ from: lastMonth?.from ?? '', until: lastMonth?.until ?? '' });
  const [format, setFormat] = useState<JournalFormat>('neutral');
  const { run, isBusy, problem } = useFileAction();
  const isWhole = period.from !== '' && period.until !== '';
  return (
    <section className="sec">
      <h2>A file</h2>
      <div className="journal-file">
        <Choice
          label="Program"
          value={format}
          choices={Object.entries(journalFormats)}
          change={(chosen) => setFormat(chosen as JournalFormat)}
        />
        <PeriodFilter
          from={period.from}
          until={period.until}
          change={(days) => setPeriod((before) => ({ ...before, ...days }))}
        />
        {isWhole ? (
          <button
            type="button"
            className="btn p"
            disabled={isBusy}
            onClick={() =>
              run(() => downloadFile(`/admin/journals.csv?${new URLSearchParams({ format, ...period })}`))
            }
          >
            Download
          </button>
        ) : (
          <span className="mut">Choose a first and a last day.</span>
        )}
      </div>
      {problem && (
        <p className="note warn" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

function Settings({ settings: { accounts, taxRate, datev, version } }: { settings: JournalSettings }) {
  const notify = useNotify();
  return (
    <section className="sec">
      <h2>How they are written</h2>
      <UpdateForm<JournalSettings>
        resource="journalSettings"
        id="journals"
        schema={journalSettingsChange.omit({ version: true })}
        defaultValues={{ accounts, taxRate, datev }}
        bodyOf={(values) => ({ ...values, version })}
        submit="Save"
        onDone={() => notify('The next file is written like that.', { type: 'success' })}
      >
        <div className="journal-accounts">
          {accountIds.map((id) => (
            <fieldset key={id}>
              <legend>{chartOfAccounts[id].name}</legend>
              <TextInput source={`accounts.${id}.number`} label="Number" helperText={false} />
              <TextInput source={`accounts.${id}.name`} label="Name" helperText={false} />
            </fieldset>
          ))}
        </div>
        <p className="mut">
          Numbers are for Xero and DATEV, names for QuickBooks Online, as they stand there. “Parent:Child”
          names a sub-account.
        </p>
        <div className="journal-programs">
          <TextInput
            source="taxRate"
            label="Tax rate in Xero"
            helperText="By its name there, such as “Tax Exempt”."
          />
          <NumberInput source="datev.consultant" label="DATEV: consultant" helperText="Beraternummer." />
          <NumberInput source="datev.client" label="DATEV: client" helperText="Mandantennummer." />
          <TextInput
            source="datev.clearing"
            label="DATEV: clearing account"
            helperText="The other side of each line; even after each day."
          />
          <NumberInput
            source="datev.accountLength"
            label="DATEV: digits of an account"
            helperText="4 to 8."
          />
          <NumberInput
            source="datev.yearBegins"
            label="DATEV: first month of the fiscal year"
            helperText="1 is January."
          />
        </div>
      </UpdateForm>
    </section>
  );
}
