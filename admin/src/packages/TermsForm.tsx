import { type PackageCalendar, packageTerms, type SeasonPackage } from '@holdfast/shared/packages';
import { useState } from 'react';
import { plural } from '../ui/figures.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { ofContract } from '../ui/forms/zodResolver.ts';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';
import { OpponentPrices, opponentsOf } from './OpponentPrices.tsx';
import { TermsFields } from './TermsFields.tsx';
import { termsBody, termsField, termsValues } from './termsValues.ts';

/** Other terms for the games that are consigned from now on. */
export function TermsForm({
  calendar: { package: found, games },
  onLeave,
  onDone,
}: {
  calendar: PackageCalendar;
  onLeave: () => void;
  onDone: () => void;
}) {
  const [own, setOwn] = useState<readonly string[]>(
    found.terms.opponents.map(({ performerId }) => performerId),
  );
  // The terms when the form was opened; the page keeps polling while somebody types.
  const [before] = useState(() => ({ ...termsValues(found.terms) }));
  return (
    <LeavablePanel
      title="Change the terms"
      about="For the games that are consigned from now on"
      leave="Leave them as they are"
      onLeave={onLeave}
    >
      <p className="note info">
        {found.listings === 0
          ? 'Nothing of this package is listed yet.'
          : `${plural(found.listings, 'listing')} of this package ${found.listings === 1 ? 'keeps its' : 'keep their'} price and rules.`}{' '}
        The log keeps both terms.
      </p>
      <UpdateForm<SeasonPackage>
        resource="packageTerms"
        id={found.id}
        schema={packageTerms}
        defaultValues={before}
        bodyOf={(values) => ofContract(packageTerms, termsBody(values, own))}
        fieldOf={(field) => termsField(field, own)}
        submit="Change the terms"
        onDone={onDone}
      >
        <div className="form-grid stacked">
          <TermsFields />
        </div>
        <OpponentPrices
          opponents={opponentsOf(games.map(({ opponent }) => opponent))}
          chosen={own}
          onChange={setOwn}
        />
      </UpdateForm>
    </LeavablePanel>
  );
}
