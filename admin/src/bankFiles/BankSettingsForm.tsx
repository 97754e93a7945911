/** How the marketplace pays by bank file, under Settings. */
import { type BankSettings, bankSettingsInput, kindOfCurrency } from '@holdfast/shared/bankAccounts';
import { waitingExample } from '@holdfast/shared/marketplace';
import { useQuery } from '@tanstack/react-query';
import { BooleanInput, NumberInput, TextInput, useNotify } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { WorkedExample } from '../ui/forms/WorkedExample.tsx';

type Values = Record<string, unknown>;

export function BankSettingsForm() {
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', 'bank'],
    queryFn: () => call<BankSettings>('/admin/settings/bank'),
    refetchOnWindowFocus: false,
  });
  return (
    <section className="sec">
      <h2>
        Paying by bank <small>files for the bank, from the marketplace’s own account</small>
      </h2>
      {error && <ErrorMessage what="It couldn’t be loaded." error={error} retry={() => refetch()} />}
      {data && <Form key={data.version} settings={data} />}
    </section>
  );
}

function Form({ settings }: { settings: BankSettings }) {
  const notify = useNotify();
  const { waitingDays, requiresBankData, sepa, us, currency, version } = settings;
  const kind = kindOfCurrency(currency);
  return (
    <UpdateForm<BankSettings>
      resource="bankSettings"
      id="bank"
      schema={bankSettingsInput}
      defaultValues={{
        waitingDays,
        requiresBankData,
        sepa: { ...sepa, iban: '' },
        us: { ...us, companyId: '', immediateOrigin: '' },
      }}
      bodyOf={(values) => ({
        waitingDays: values.waitingDays,
        requiresBankData: values.requiresBankData,
        sepa: kind === 'sepa' ? origin(values.sepa as Values) : kept(sepa, ['iban']),
        us: kind === 'us' ? origin(values.us as Values) : kept(us, ['companyId', 'immediateOrigin']),
        version,
      })}
      submit="Save how the bank pays"
      onDone={() => notify('It holds from the next file on.', { type: 'success' })}
    >
      <div className="form-grid">
        <NumberInput
          className="f6"
          source="waitingDays"
          label="New bank data waits, days"
          helperText={
            <WorkedExample
              of="waitingDays"
              help="Payouts to a consignor wait so long after their bank data was given or changed."
              schema={bankSettingsInput.shape.waitingDays}
              say={waitingExample}
            />
          }
        />
        <BooleanInput
          className="f6"
          source="requiresBankData"
          label="Leave consignors without bank data out of runs"
          helperText="Off: they are in a run, and are paid by hand."
        />
        {kind === 'us' && <UsInputs us={us} />}
        {kind === 'sepa' && <SepaInputs sepa={sepa} />}
        {kind === null && (
          <p className="note f12">
            Bank files pay in euros (SEPA) and US dollars (ACH). This marketplace’s payouts are made by hand.
          </p>
        )}
      </div>
    </UpdateForm>
  );
}

/** An account as it is sent: none while nothing is given, and numbers that are empty stay as they are. */
function origin(values: Values): Values | null {
  const given = Object.entries(values).filter(
    ([, value]) => value !== '' && value !== null && value !== undefined,
  );
  return given.length === 0 ? null : Object.fromEntries(given);
}
/** The account of another currency stays: its numbers aren't sent. */
const kept = (account: Values | null, sealed: readonly string[]): Values | null =>
  account && Object.fromEntries(Object.entries(account).filter(([name]) => !sealed.includes(name)));

const sealedHelp = (lastFour: string | undefined, what: string) =>
  lastFour ? `Kept: …${lastFour}. Empty: it stays.` : what;

const UsInputs = ({ us }: Pick<BankSettings, 'us'>) => (
  <>
    <TextInput
      className="f6"
      source="us.companyName"
      label="Company name"
      helperText="What consignors’ banks show, at most 16 characters."
    />
    <TextInput
      className="f6"
      source="us.companyId"
      label="Company id"
      helperText={sealedHelp(
        us?.companyId,
        'Ten characters, as the bank’s ACH agreement says: often 1 and the EIN.',
      )}
    />
    <TextInput
      className="f6"
      source="us.odfi"
      label="Originating bank (ODFI), routing number"
      helperText="The bank that pays."
    />
    <TextInput
      className="f6"
      source="us.destination"
      label="Destination, routing number"
      helperText="The bank that takes the file; often the same."
    />
    <TextInput className="f6" source="us.destinationName" label="Destination, name" helperText={false} />
    <TextInput
      className="f6"
      source="us.immediateOrigin"
      label="Immediate origin"
      helperText={sealedHelp(us?.immediateOrigin, 'Nine or ten characters, as the bank says.')}
    />
    <TextInput className="f6" source="us.originName" label="Origin, name" helperText={false} />
  </>
);
const SepaInputs = ({ sepa }: Pick<BankSettings, 'sepa'>) => (
  <>
    <TextInput className="f6" source="sepa.name" label="Account holder" helperText={false} />
    <TextInput
      className="f6"
      source="sepa.iban"
      label="IBAN"
      helperText={sealedHelp(sepa?.iban, 'The account from which payouts are paid.')}
    />
    <TextInput className="f6" source="sepa.bic" label="BIC, or nothing" helperText={false} />
    <TextInput className="f6" source="sepa.town" label="Town" helperText={false} />
    <TextInput className="f6" source="sepa.country" label="Country" helperText="Two letters, such as DE." />
  </>
);
