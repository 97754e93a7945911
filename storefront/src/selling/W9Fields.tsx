import {
  type Classification,
  certification,
  classificationNames,
  classifications,
  exemptCodes,
  type OwnTaxInput,
  type TinKind,
  tinKindNames,
  tinKinds,
} from '@holdfast/shared/taxpayers';
import { Field } from '../ui/Field.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import type { Submission } from '../ui/useSubmission.ts';

/** What Form W-9 asks, from a form’s fields. */
export const w9Of = (given: (name: string) => string): OwnTaxInput => ({
  kind: 'w9',
  name: given('name'),
  businessName: given('businessName'),
  classification: given('classification') as Classification,
  exemptCode: (given('exemptCode') || null) as (typeof exemptCodes)[number] | null,
  street: given('street'),
  city: given('city'),
  region: given('region'),
  postalCode: given('postalCode'),
  country: given('country'),
  tinKind: given('tinKind') as TinKind,
  tin: given('tin'),
  isSubject: given('isSubject') === 'true',
  // Anything but a tick is refused beside it.
  certifies: (given('certifies') === 'true') as true,
  signature: given('signature'),
});

type Errors = Pick<Submission, 'errors'>;

/** The lines of Form W-9, and its certification. */
export const W9Fields = ({ errors }: Errors) => (
  <>
    <p className="muted">
      This is a substitute Form W-9. Your number is sealed when it arrives, and goes to the IRS alone.
    </p>
    <Field
      label="Name"
      name="name"
      autoComplete="name"
      hint="As it is on your tax return."
      error={errors.name}
    />
    <Field
      label="Business name, or nothing"
      name="businessName"
      autoComplete="organization"
      hint="Only if it differs from the name above."
      error={errors.businessName}
    />
    <SelectField
      label="Federal tax classification"
      name="classification"
      value="individual"
      choices={classifications.map((id) => [id, classificationNames[id]] as const)}
      hint="How your tax return is filed. A single-member LLC is as its owner."
      error={errors.classification}
    />
    <SelectField
      label="Exempt payee code"
      name="exemptCode"
      value=""
      choices={[['', 'None'], ...exemptCodes.map((id) => [id, id] as const)]}
      hint="People have none; see the instructions of Form W-9."
      error={errors.exemptCode}
    />
    <Address errors={errors} />
    <SelectField
      label="Which taxpayer number"
      name="tinKind"
      value="ssn"
      choices={tinKinds.map((id) => [id, tinKindNames[id]] as const)}
      hint="The one that the tax return of the name above has."
      error={errors.tinKind}
    />
    <Field
      label="Taxpayer number"
      name="tin"
      autoComplete="off"
      hint="Nine digits, with or without dashes."
      error={errors.tin}
    />
    <Certification errors={errors} />
  </>
);

const Address = ({ errors }: Errors) => (
  <>
    <Field label="Street and number" name="street" autoComplete="street-address" error={errors.street} />
    <Field label="City" name="city" autoComplete="address-level2" error={errors.city} />
    <Field
      label="State"
      name="region"
      autoComplete="address-level1"
      hint="Two letters, such as PA."
      error={errors.region}
    />
    <Field label="ZIP code" name="postalCode" autoComplete="postal-code" error={errors.postalCode} />
    <Field
      label="Country"
      name="country"
      autoComplete="country"
      value="US"
      hint="Two letters, such as US."
      error={errors.country}
    />
  </>
);

const Certification = ({ errors }: Errors) => (
  <fieldset className="certification">
    <legend>Certification</legend>
    <p>Under penalties of perjury, I certify that:</p>
    <ol>
      {certification.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ol>
    <label className="check">
      <input type="checkbox" name="isSubject" value="true" />
      The IRS has told me that I am subject to backup withholding: item 2 doesn’t hold for me.
    </label>
    <label className="check">
      <input
        type="checkbox"
        name="certifies"
        value="true"
        aria-invalid={errors.certifies !== undefined || undefined}
        aria-describedby={errors.certifies === undefined ? undefined : 'certifies-note'}
      />
      I certify this.
    </label>
    {errors.certifies !== undefined && (
      <p className="msg" id="certifies-note">
        {errors.certifies}
      </p>
    )}
    <Field
      label="Your name, as a signature"
      name="signature"
      autoComplete="name"
      hint="Signed today, in electronic form."
      error={errors.signature}
    />
    <p className="small muted">
      The IRS doesn’t require your consent to any part of this form other than the certifications required to
      avoid backup withholding.
    </p>
  </fieldset>
);
