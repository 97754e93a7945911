import { listingCorrection } from '@holdfast/shared/listings';
import { useState } from 'react';
import { EditBase, RecordContextProvider, useEditContext } from 'react-admin';
import { RecordLog } from '../audit/RecordLog.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { placeOf, plural } from '../ui/figures.tsx';
import { DeskForm } from '../ui/forms/DeskForm.tsx';
import { ReasonInput } from '../ui/forms/ReasonInput.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { formQuery } from '../ui/wholeRecord.ts';
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
      queryOptions={formQuery}
    >
      <Page />
    </EditBase>
  );
}

function Page() {
  const { record } = useEditContext<ListingPage>();
  const name = record ? `${gameOf(record.event)} ${placeOf(record)}` : '';
  useCrumbs('Consignment', 'Listings', name, 'Correct');
  return record ? <Opened key={record.id} listing={record} name={name} /> : null;
}

/** The form over the listing as it was when it was opened, and anew once somebody else has changed it. */
function Opened({ listing, name }: { listing: ListingPage; name: string }) {
  const [opened, setOpened] = useState(listing);
  const { refetch } = useEditContext<ListingPage>();
  const reopen = async () => {
    const { data } = await refetch();
    if (data) setOpened(data as ListingPage);
  };
  return <Correction key={opened.version} listing={opened} name={name} reopen={reopen} />;
}

function Correction({
  listing,
  name,
  reopen,
}: {
  listing: ListingPage;
  name: string;
  reopen: () => Promise<void>;
}) {
  const before = correctionValues(listing);
  const [isOutdated, setOutdated] = useState(false);
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
        {/* The record's own fields, such as its seats, aren't those of the form. */}
        <RecordContextProvider value={{ id: listing.id }}>
          <DeskForm
            schema={listingCorrection}
            defaultValues={before}
            bodyOf={correctionBody(listing, before)}
            submit="Save the correction"
            onRefused={({ code }) => setOutdated(code === 'version_conflict')}
          >
            <div className="form-grid">
              <PlaceInputs kind={listing.kind} own={listing.splitRule} />
              <TicketInputs ours={listing.deliveryWay === 'gateCode'} />
              <ReasonInput className="f12" />
            </div>
          </DeskForm>
        </RecordContextProvider>
        {isOutdated && (
          <p style={{ margin: '8px 0 16px' }}>
            <button type="button" className="btn" onClick={reopen}>
              Open the form again
            </button>
          </p>
        )}
        <RecordLog />
      </div>
    </>
  );
}

function Trouble() {
  const { error, refetch } = useEditContext();
  return <ErrorMessage what="This listing couldn’t be loaded." error={error} retry={() => refetch()} />;
}
