import type { EventSummary } from '@holdfast/shared/catalog';
import { type Listing, newListing } from '@holdfast/shared/listings';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { BooleanInput, CreateBase, RadioButtonGroupInput } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { useSearchParams } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DayInput } from '../ui/dates/DateInputs.tsx';
import { amountOf } from '../ui/figures.tsx';
import { DeskForm } from '../ui/forms/DeskForm.tsx';
import { MoneyInput } from '../ui/forms/FigureInputs.tsx';
import { RecordInput } from '../ui/forms/RecordInput.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { startOf } from '../ui/time.ts';
import { emptyListing, newListingBody } from './forms.ts';
import { PlaceInputs, TicketInputs } from './TermsInputs.tsx';
import './listings.css';

const kinds = [
  { id: 'seated', name: 'Seats in one row' },
  { id: 'generalAdmission', name: 'General admission' },
];
const eventName = (event: EventSummary) => `${event.name}, ${startOf(event)}`;

/** Takes one listing in by hand: it is checked as a row of a consignor's file is. */
export function ListingCreate() {
  useCrumbs('Consignment', 'Listings', 'New listing');
  const [query] = useSearchParams();
  const queries = useQueryClient();
  // The price that the server asked about, minor units.
  const [asked, setAsked] = useState<number | null>(null);
  return (
    <CreateBase<Listing> redirect="show" mutationOptions={{ onSettled: () => queries.invalidateQueries() }}>
      <PageHead
        title="New listing"
        facts="Like every listing, it waits for approval. The price is per ticket, before the fee."
      />
      <div className="body form">
        <DeskForm
          schema={newListing}
          defaultValues={{
            ...emptyListing,
            consignorId: query.get('consignorId'),
            eventId: query.get('eventId'),
          }}
          bodyOf={newListingBody}
          submit="Add the listing"
          onRefused={({ errors = [] }, { priceAmount }) => {
            if (errors.some(({ code }) => code === 'price_absurd')) setAsked(priceAmount as number);
          }}
        >
          <Inputs asked={asked} />
        </DeskForm>
      </div>
    </CreateBase>
  );
}

function Inputs({ asked }: { asked: number | null }) {
  const kind: Listing['kind'] = useWatch({ name: 'kind' });
  return (
    <div className="form-grid">
      <RecordInput className="f6" source="consignorId" label="Consignor" reference="consignors" sort="name" />
      <RecordInput<EventSummary>
        className="f6"
        source="eventId"
        label="Event"
        reference="events"
        sort="startsAt"
        nameOf={eventName}
      />
      <RadioButtonGroupInput
        className="f12"
        source="kind"
        label="What is listed"
        choices={kinds}
        helperText={false}
      />
      <PlaceInputs kind={kind} />
      <MoneyInput className="f6" source="priceAmount" label="Price each" />
      <MoneyInput className="f3" source="floorAmount" label="Floor each" helperText="Optional" />
      <MoneyInput className="f3" source="ceilingAmount" label="Ceiling each" helperText="Optional" />
      <TicketInputs />
      <DayInput
        className="f6"
        source="inHandOn"
        label="In hand from"
        helperText="Leave it empty if the tickets are in hand."
      />
      <PriceConfirmed asked={asked} />
      <BooleanInput
        className="f12"
        source="asDraft"
        label="Keep it as a draft: it isn’t submitted yet"
        helperText={false}
      />
    </div>
  );
}

/**
 * Offered while the price is the one that the server asked about.
 * @param asked minor units
 */
function PriceConfirmed({ asked }: { asked: number | null }) {
  const price: unknown = useWatch({ name: 'priceAmount' });
  if (asked === null || price !== asked) return null;
  return (
    <BooleanInput
      className="f12"
      source="confirmedPriceAmount"
      label={`${amountOf(asked)} is right`}
      format={(confirmed: number | null) => confirmed === asked}
      parse={(isRight: boolean) => (isRight ? asked : null)}
      helperText={false}
    />
  );
}
