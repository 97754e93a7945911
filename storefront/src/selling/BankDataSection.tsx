import { bankAccountKindNames, type OwnBankData } from '@holdfast/shared/bankAccounts';
import { useState } from 'react';
import { SecondFactorMissing } from '../accounts/OwnerProof.tsx';
import { api } from '../api/api.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { dayShort, ownZone } from '../ui/time.ts';
import { useRead } from '../ui/useRead.ts';
import { BankDataForm } from './BankDataForm.tsx';

/** Where the consignor's money goes: its last four characters, and a form to change it. */
export function BankDataSection({ changed }: { changed: () => void }) {
  const { value: own, hasFailed, again } = useRead(api.ownBankData);
  const [isOpen, setOpen] = useState(false);
  const announce = useAnnounce();
  if (hasFailed) return <NotLoaded what="Your bank data" again={again} />;
  if (own === null) return null;
  const kind = own.kinds[0];
  return (
    <section className="narrow-form" aria-labelledby="bank-data">
      <h2 id="bank-data">Bank data</h2>
      <Current own={own} />
      {kind === undefined ? null : own.secondFactor === null ? (
        <SecondFactorMissing what="Bank data is" so="moves no money" />
      ) : isOpen ? (
        <BankDataForm
          kind={kind}
          provenBy={own.secondFactor}
          waitingDays={own.waitingDays}
          leave={() => setOpen(false)}
          saved={() => {
            setOpen(false);
            announce('Your bank data is saved.');
            void again();
            changed();
          }}
        />
      ) : (
        <p>
          <button type="button" className="btn btn-line" onClick={() => setOpen(true)}>
            {own.current ? 'Change your bank data' : 'Give your bank data'}
          </button>
        </p>
      )}
    </section>
  );
}

function Current({ own: { current, kinds } }: { own: OwnBankData }) {
  if (kinds.length === 0)
    return <p className="muted">We pay you another way than by bank transfer. Write to us to agree on it.</p>;
  if (current === null) return <p className="muted">You gave none yet.</p>;
  const waits = Date.parse(current.usableFrom) > Date.now();
  return (
    <p>
      {bankAccountKindNames[current.kind]} ending in <b>{current.lastFour}</b>, {current.holder}.{' '}
      <span className="small muted">
        {waits
          ? `We pay to it from ${dayShort(current.usableFrom, ownZone())} on; until then payouts wait. `
          : ''}
        {current.givenAs === 'finance'
          ? 'Our team entered it. '
          : current.givenAs === 'bank'
            ? 'Your bank corrected it. '
            : ''}
        The rest of the number is sealed, and nobody sees it whole.
      </span>
    </p>
  );
}
