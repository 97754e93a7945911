import { currencyExample, senderExample, zoneExample } from '@holdfast/shared/marketplace';
import { type BookCurrency, bookCurrencies, currencyName } from '@holdfast/shared/money';
import { termsExample } from '@holdfast/shared/pricing';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { definePage, type PageProps } from '../router/route.ts';
import { Field } from '../ui/Field.tsx';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { useRead } from '../ui/useRead.ts';
import { type Submission, useSubmission } from '../ui/useSubmission.ts';
import { NewPasswordField } from './passwordFields.tsx';
import { SetUpPayments } from './SetUpPayments.tsx';

function SetUpPage(_: PageProps<null>) {
  const { value, set, hasFailed, again } = useRead(api.setUpState);
  if (hasFailed)
    return (
      <div className="wrap plain">
        <NotLoaded what="The set-up" again={again} />
      </div>
    );
  if (value === null) return <div className="wrap plain flat-block tall" aria-busy="true" />;
  return value.isOpen ? (
    <FirstRun asksForKeys={value.asksForKeys} done={() => set({ ...value, isOpen: false })} />
  ) : (
    <Done />
  );
}

/** `12.5` percent is 1250 basis points; what is no percentage is refused by the server in words. */
const basisPointsOf = (percent: string): number => Math.round(Number(percent.replace(',', '.')) * 100);

function FirstRun({ asksForKeys, done }: { asksForKeys: boolean; done: () => void }) {
  const submission = useSubmission(async (given) => {
    await api.setUp({
      code: given('code'),
      name: given('name'),
      email: given('email'),
      password: given('password'),
      marketplace: {
        name: given('marketplace'),
        contactEmail: given('contactEmail'),
        postalAddress: given('postalAddress'),
        timeZone: given('timeZone'),
        currency: given('currency') as BookCurrency,
        mailFromName: given('marketplace') || 'Tickets',
        mailFromAddress: given('mailFromAddress'),
        commissionBps: basisPointsOf(given('commission')),
        feeBps: basisPointsOf(given('fee')),
      },
      ...(given('payments') === 'stripe' && {
        stripe: {
          secretKey: given('secretKey'),
          publishableKey: given('publishableKey'),
          webhookSecret: given('webhookSecret'),
          connectWebhookSecret: given('connectWebhookSecret'),
        },
      }),
    });
    done();
  });
  return (
    <div className="wrap plain">
      <h1>Set up Holdfast</h1>
      <p className="muted">
        Nobody runs this marketplace yet. Make the first administrator: they invite everybody else. The code
        shows that you run the server; it printed the code when it started.
      </p>
      <SubmissionForm
        submission={submission}
        label="The first administrator and the marketplace"
        button="Make the administrator"
        busy="Setting up…"
      >
        <Administrator errors={submission.errors} />
        <h2>The marketplace</h2>
        <p className="muted">
          Everything below can be changed later, under Settings in the back office; the currency until there
          is an event.
        </p>
        <Marketplace errors={submission.errors} />
        <Terms errors={submission.errors} />
        {asksForKeys ? (
          <SetUpPayments errors={submission.errors} />
        ) : (
          <p className="muted">Payments: the server’s environment has Stripe’s keys, which are used.</p>
        )}
      </SubmissionForm>
    </div>
  );
}

type Errors = Pick<Submission, 'errors'>;

function Administrator({ errors }: Errors) {
  return (
    <>
      <Field
        label="Code from the server’s log"
        name="code"
        autoComplete="off"
        hint="Such as 7K2M-9Q3X-4F8T-1B6W."
        error={errors.code}
      />
      <Field label="Your name" name="name" autoComplete="name" error={errors.name} />
      <Field label="Email" name="email" type="email" autoComplete="username" error={errors.email} />
      <NewPasswordField error={errors.password} />
    </>
  );
}

/** The examples follow what is typed. */
function Marketplace({ errors }: Errors) {
  const [typed, setTyped] = useState({ marketplace: '', mailFromAddress: '' });
  const { marketplace, mailFromAddress } = typed;
  return (
    <div
      className="form"
      onInput={({ target }) => {
        const { name, value } = target as HTMLInputElement;
        if (name in typed) setTyped({ ...typed, [name]: value.trim() });
      }}
    >
      <Field
        label="Name of the marketplace"
        name="marketplace"
        autoComplete="organization"
        hint="Stands at the top of every page and email, such as Lakeside Tickets."
        error={errors['marketplace.name']}
      />
      <Field
        label="Where fans write to"
        name="contactEmail"
        type="email"
        autoComplete="off"
        hint="Shown on every page, such as help@lakeside.example."
        error={errors['marketplace.contactEmail']}
      />
      <Field
        label="Emails come from"
        name="mailFromAddress"
        type="email"
        autoComplete="off"
        hint={`Your mail server must accept it. ${senderExample(marketplace || 'Lakeside Tickets', mailFromAddress || 'tickets@lakeside.example')}`}
        error={errors['marketplace.mailFromAddress']}
      />
      <Field
        label="Postal address, if it is to be shown"
        name="postalAddress"
        autoComplete="street-address"
        hint="Such as 12 Lake Drive, Erie, PA 16501."
        error={errors['marketplace.postalAddress']}
      />
      <TimeZone error={errors['marketplace.timeZone']} />
    </div>
  );
}

function TimeZone({ error }: { error: string | undefined }) {
  const [ownZone] = useState(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [zone, setZone] = useState(ownZone);
  return (
    <SelectField
      label="Time zone"
      name="timeZone"
      value={ownZone}
      choices={[...new Set([ownZone, ...Intl.supportedValuesOf('timeZone')])]
        .sort()
        .map((zone) => [zone, zone.replaceAll('_', ' ')])}
      onChange={setZone}
      hint={`Its midnight ends the day of every figure. ${zoneExample(zone, Date.now())} Events show their venue’s time.`}
      error={error}
    />
  );
}

/** The example follows what is typed. */
function Terms({ errors }: Errors) {
  const [commission, setCommission] = useState('20');
  const [fee, setFee] = useState('12');
  const [currency, setCurrency] = useState('USD');
  return (
    <div
      className="form"
      onInput={({ target }) => {
        const { name, value } = target as HTMLInputElement;
        if (name === 'commission') setCommission(value);
        else if (name === 'fee') setFee(value);
        else if (name === 'currency') setCurrency(value);
      }}
    >
      <SelectField
        label="Currency"
        name="currency"
        value="USD"
        choices={bookCurrencies.map((each) => [each, currencyName(each)])}
        hint={`Of the books and of every price. It stays from the first event on. ${currencyExample(currency)}`}
        error={errors['marketplace.currency']}
      />
      <Field
        label="Commission, percent of the price"
        name="commission"
        autoComplete="off"
        value="20"
        hint="What you keep of what a seller asks, unless something else is agreed with them."
        error={errors['marketplace.commissionBps']}
      />
      <Field
        label="Service fee, percent on top"
        name="fee"
        autoComplete="off"
        value="12"
        hint="What fans pay on top. They always see the whole price."
        error={errors['marketplace.feeBps']}
      />
      <p className="muted" role="status">
        {exampleOf(basisPointsOf(commission), basisPointsOf(fee), currency)}
      </p>
    </div>
  );
}

/** What becomes of a ticket of 100.00. */
function exampleOf(commissionBps: number, feeBps: number, currency: string): string {
  const isOne = (bps: number) => Number.isInteger(bps) && bps >= 0 && bps <= 10_000;
  if (!isOne(commissionBps) || !isOne(feeBps)) return 'Give percentages from 0 to 100.';
  return termsExample(commissionBps, feeBps, currency);
}

function Done() {
  return (
    <div className="wrap plain">
      <h1>Holdfast is set up</h1>
      <p role="status">There is an administrator. Sign in to the back office, and invite your staff there.</p>
      <div className="acts">
        <a className="btn btn-go" href="/admin/">
          Sign in to the back office
        </a>
      </div>
    </div>
  );
}

/** /set-up: makes the first administrator and says what the marketplace is, while there is no administrator. */
export const setUpPage = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'Set up' }),
  Page: SetUpPage,
});
