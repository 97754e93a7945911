import { listingCorrection } from '@holdfast/shared/listings';
import { useState } from 'react';
import { EditBase, useEditContext } from 'react-admin';
import { RecordLog } from '../audit/RecordLog.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { placeOf, plural } from '../ui/figures.tsx';
import { DeskForm } from '../ui/forms/DeskForm.tsx';
import { ReasonInput } from '../ui/forms/ReasonInput.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { correctionBody, correctionValues } from './forms.ts';
import type { ListingPage } from './listingPage.ts';
import { gameOf } from './listingText.ts';
import { PlaceInputs, TicketInputs } from './TermsInputs.tsx';
import './listings.css';

/** Corrects a listing's facts; the log below shows the earlier ones. */
export function ListingEdit() {
  return (
    <EditBase<ListingPage>
      mutationMode="pessimistic"
      redirect="show"
      error={<Trouble />}
      loading={<Reading what="the listing" />}
      queryOptions={{ refetchOnWindowFocus: false }}
    >
      <Page />
    </EditBase>
  );
}

function Page() {
  const { record } = useEditContext<ListingPage>();
  const name = record ? `${gameOf(record.event)} ${placeOf(record)}` : '';
  useCrumbs('Consignment', 'Listings', name, 'Correct');
  // react-admin begins with the row of a list, which lacks most of the page.
  return record?.timeline ? <Correction key={record.id} listing={record} name={name} /> : null;
}

function Correction({ listing, name }: { listing: ListingPage; name: string }) {
  // What stood there when the page was opened.
  const [before] = useState(() => correctionValues(listing));
  const taken = listing.held + listing.sold;
  return (
    <>
      <PageHead
        title={`Correct ${name}`}
        facts={
          taken === 0
            ? 'Fans see a correction at once. The price, its limits and the in-hand date are changed on the listing’s page.'
            : `${plural(taken, 'ticket')} ${taken === 1 ? 'is' : 'are'} with fans: their section, row and seats stay. The rest can be corrected.`
        }
      />
      <div className="body form">
        <DeskForm
          schema={listingCorrection}
          defaultValues={before}
          bodyOf={correctionBody(listing.kind)}
          submit="Save the correction"
        >
          <div className="form-grid">
            <PlaceInputs kind={listing.kind} own={listing.splitRule} />
            <TicketInputs />
            <ReasonInput className="f12" />
          </div>
        </DeskForm>
        <RecordLog />
      </div>
    </>
  );
}

function Trouble() {
  const { error, refetch } = useEditContext();
  return <ErrorMessage what="This listing couldn’t be loaded." error={error} retry={() => refetch()} />;
}
