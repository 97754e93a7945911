import { consignedWays, wayNames } from '@holdfast/shared/deliveries';
import type { Listing } from '@holdfast/shared/listings';
import { BooleanInput, SelectInput, TextInput } from 'react-admin';
import { CountInput, MoneyInput } from '../ui/forms/FigureInputs.tsx';
import { splitChoices } from './forms.ts';

/** A run of seats in one row. */
export const SeatsInputs = () => (
  <>
    <TextInput className="f3" source="section" label="Section" helperText={false} />
    <TextInput className="f3" source="row" label="Row" helperText={false} />
    <TextInput
      className="f6"
      source="seats"
      label="Seats"
      helperText="A range such as 5–8, or a list such as 2, 4, 6"
    />
    <BooleanInput
      className="f6"
      source="countsByTwo"
      label="The row counts by two: 1 and 3 are neighbors"
      helperText={false}
    />
  </>
);

/** Where the seats are, or which kind of ticket it is and how many. @param own the rule of a listing that exists */
export function PlaceInputs({ kind, own }: { kind: Listing['kind']; own?: Listing['splitRule'] }) {
  if (kind === 'generalAdmission')
    return (
      <>
        <TextInput className="f6" source="ticketType" label="Kind of ticket" helperText={false} />
        <CountInput className="f6" source="quantity" label="How many" />
        {own && (
          <CountInput
            className="f6"
            source="maxPerFan"
            label="Limit per fan"
            helperText="Empty: as the event says"
          />
        )}
      </>
    );
  return (
    <>
      <SeatsInputs />
      <SelectInput
        className="f6"
        source="splitRule"
        label="Split rule"
        choices={splitChoices(own)}
        helperText={false}
      />
    </>
  );
}

/** What fans are told of the tickets, and the price printed on them. */
/** @param ours whether the event is our own: its codes are ours, so there is nothing to choose */
export function TicketInputs({ ours = false }: { ours?: boolean }) {
  return (
    <>
      <MoneyInput className="f6" source="faceValueAmount" label="Face value each" helperText="Optional" />
      {!ours && (
        <SelectInput
          className="f6"
          source="deliveryWay"
          label="How the tickets reach the fan"
          choices={consignedWays.map((id) => ({ id, name: wayNames[id] }))}
          helperText={false}
        />
      )}
      <TextInput className="f6" source="delivery" label="Delivery note, for staff" helperText={false} />
      <TextInput
        className="f6"
        source="disclosure"
        label="Disclosure"
        helperText="What a fan should know, such as a pillar in view"
      />
    </>
  );
}
