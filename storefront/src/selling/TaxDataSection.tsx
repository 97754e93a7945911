import { classificationNames, maskedTin, type OwnTaxData, type Taxpayer } from '@holdfast/shared/taxpayers';
import { useState } from 'react';
import { SecondFactorMissing } from '../accounts/OwnerProof.tsx';
import { api } from '../api/api.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { moneyText } from '../ui/money.ts';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { dayName } from '../ui/time.ts';
import { useRead } from '../ui/useRead.ts';
import { TaxDataForm } from './TaxDataForm.tsx';

/** Who the consignor is to the IRS: what we have, and a form to give or change it. */
export function TaxDataSection({ changed }: { changed: () => void }) {
  const { value: own, hasFailed, again } = useRead(api.ownTaxData);
  const [isOpen, setOpen] = useState(false);
  const announce = useAnnounce();
  if (hasFailed) return <NotLoaded what="Your tax data" again={again} />;
  if (own === null || !own.isAsked) return null;
  return (
    <section className="narrow-form" aria-labelledby="tax-data">
      <h2 id="tax-data">Tax data</h2>
      <Current own={own} />
      {own.secondFactor === null ? (
        <SecondFactorMissing what="Tax data is" so="changes nothing" />
      ) : isOpen ? (
        <TaxDataForm
          provenBy={own.secondFactor}
          leave={() => setOpen(false)}
          saved={() => {
            setOpen(false);
            announce('Your tax data is saved.');
            void again();
            changed();
          }}
        />
      ) : (
        <p>
          <button type="button" className="btn btn-line" onClick={() => setOpen(true)}>
            {own.current ? 'Change your tax data' : 'Give your tax data'}
          </button>
        </p>
      )}
    </section>
  );
}

function Current({ own: { current, missing, limit } }: { own: OwnTaxData }) {
  const until =
    limit === null
      ? ''
      : limit === 0
        ? ' We pay you once we have it.'
        : ` Without it we pay you until ${moneyText({ amount: limit, currency: 'USD' })} in a calendar year.`;
  if (current === null)
    return (
      <p className="muted">
        US law asks who is paid: a Form W-9 of US persons, a Form W-8 of everybody else. You gave none yet.
        {until}
      </p>
    );
  return (
    <p>
      <Given current={current} />{' '}
      <span className="small muted">
        {missing === 'w8Missing' && `Send us the Form W-8 that fits you.${until}`}
        {missing === 'w8Expired' && `It is no longer valid: send us a new one.${until}`}
        {current.givenAs === 'finance' && 'Our team entered it. '}
        {current.kind === 'w9' && 'The rest of the number is sealed, and nobody sees it on screen.'}
      </span>
    </p>
  );
}

function Given({ current }: { current: Taxpayer }) {
  const { kind, name, tinKind, lastFour, classification, validUntil, country } = current;
  if (kind === 'foreign') return `You said that you are not a US person: ${name}, ${country}.`;
  if (kind === 'w8')
    return `We have your Form W-8, valid until ${validUntil ? dayName(validUntil) : ''}: ${name}, ${country}.`;
  return (
    <>
      Form W-9: {name}, {classification && classificationNames[classification].toLowerCase()},{' '}
      <b>{tinKind && lastFour ? maskedTin(tinKind, lastFour) : ''}</b>.
    </>
  );
}
