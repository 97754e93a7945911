/** What administrators change of the marketplace; each value with what it would mean. */
import {
  currencyExample,
  keptExample,
  type MarketplaceSettings,
  marketplaceInput,
  moveDaysExample,
  moveHoursExample,
  senderExample,
  waitingOfferExample,
  zoneExample,
} from '@holdfast/shared/marketplace';
import { bookCurrencies, currencyName, setMarketplaceCurrency } from '@holdfast/shared/money';
import { setMarketplaceZone } from '@holdfast/shared/time';
import { AutocompleteInput, BooleanInput, NumberInput, SelectInput, TextInput, useNotify } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { WorkedExample } from '../ui/forms/WorkedExample.tsx';
import { clockOf, dayOf, zoneOf } from '../ui/time.ts';

const { shape } = marketplaceInput;

/** @param settings as they are now */
export function SettingsForm({ settings }: { settings: MarketplaceSettings }) {
  const notify = useNotify();
  const { name, contactEmail, timeZone, currency, hasEvents, mailFromName, mailFromAddress, version } =
    settings;
  const { moveChoiceHours, moveChoiceVenue, moveChoiceDays, stripeEventDays, emailTextDays, exportDays } =
    settings;
  const { waitingLists, waitingOfferMinutes, noticeDays, noticeGatherMinutes } = settings;
  return (
    <UpdateForm<MarketplaceSettings>
      // A new form after each change, which is of the next version.
      key={version}
      resource="settings"
      id="marketplace"
      schema={marketplaceInput}
      defaultValues={{
        name,
        contactEmail,
        postalAddress: settings.postalAddress ?? '',
        timeZone,
        currency,
        mailFromName,
        mailFromAddress,
        moveChoiceHours,
        moveChoiceVenue,
        moveChoiceDays,
        stripeEventDays,
        emailTextDays,
        exportDays,
        waitingLists,
        waitingOfferMinutes,
        noticeDays,
        noticeGatherMinutes,
      }}
      bodyOf={(values) => ({ ...values, version })}
      submit="Save the settings"
      onDone={(changed) => {
        setMarketplaceZone(changed.timeZone);
        setMarketplaceCurrency(changed.currency);
        notify('The settings are saved.', { type: 'success' });
      }}
    >
      <div className="form-grid">
        <TextInput
          className="f6"
          source="name"
          label="Name"
          helperText="At the top of every page of the storefront and of every email, such as Lakeside Tickets."
        />
        <TextInput
          className="f6"
          source="contactEmail"
          label="Where fans write to"
          type="email"
          helperText="On every page, at the foot of emails, and under Contact; such as help@lakeside.example."
        />
        <TextInput
          className="f12"
          source="postalAddress"
          label="Postal address"
          multiline
          helperText="At the foot of pages and emails, such as 12 Lake Drive, Erie, PA 16501; left empty, none is shown."
        />
        <TextInput
          className="f6"
          source="mailFromName"
          label="Emails come from, name"
          helperText={
            settings.environment.mailFrom === null ? (
              <WorkedExample
                of="mailFromName"
                help="The sender of every email."
                schema={shape.mailFromName}
                say={(given) => senderExample(given, mailFromAddress)}
              />
            ) : (
              `Not in use: MAIL_FROM of the server says ${settings.environment.mailFrom}.`
            )
          }
        />
        <TextInput
          className="f6"
          source="mailFromAddress"
          label="Emails come from, address"
          type="email"
          helperText="Your mail server must accept it as a sender."
        />
        <AutocompleteInput
          className="f6"
          source="timeZone"
          label="Time zone"
          choices={zoneChoices(timeZone)}
          helperText={
            <WorkedExample
              of="timeZone"
              help="Its midnight ends the day of every figure. Games show their venue’s time."
              schema={shape.timeZone}
              say={zoneExample}
            />
          }
        />
        <ZoneNote before={timeZone} />
        <SelectInput
          className="f6"
          source="currency"
          label="Currency"
          choices={bookCurrencies.map((id) => ({ id, name: currencyName(id) }))}
          readOnly={hasEvents}
          helperText={
            <WorkedExample
              of="currency"
              help={`Of the books and of every price. It stays${hasEvents ? ', because there are events that sell in it' : ' from the first event on'}.`}
              schema={shape.currency}
              say={currencyExample}
            />
          }
        />
        <NumberInput
          className="f6"
          source="moveChoiceHours"
          label="Refund choice when an event moves by more than, hours"
          helperText={
            <WorkedExample
              of="moveChoiceHours"
              help="Fans may keep their tickets or have all their money back. Empty: another date gives no choice."
              schema={shape.moveChoiceHours}
              say={moveHoursExample}
            />
          }
        />
        <NumberInput
          className="f6"
          source="moveChoiceDays"
          label="Days to choose"
          helperText={
            <WorkedExample
              of="moveChoiceDays"
              help="The choice ends with the last day at the venue, or when the event begins. Silence keeps the tickets."
              schema={shape.moveChoiceDays}
              say={moveDaysExample}
            />
          }
        />
        <BooleanInput
          className="f12"
          source="moveChoiceVenue"
          label="Also when it moves to another venue"
          helperText={false}
        />
        <NumberInput
          className="f6"
          source="stripeEventDays"
          label="Keep Stripe’s events for, days"
          helperText={
            <WorkedExample
              of="stripeEventDays"
              help="Processed ones are removed at night after that. Orders, their logs and the books stay for good."
              schema={shape.stripeEventDays}
              say={keptExample}
            />
          }
        />
        <NumberInput
          className="f6"
          source="emailTextDays"
          label="Keep the texts of emails for, days"
          helperText={
            <WorkedExample
              of="emailTextDays"
              help="That an email was sent, to whom and when, stays. What a bank still decides about keeps its text."
              schema={shape.emailTextDays}
              say={keptExample}
            />
          }
        />
        <NumberInput
          className="f6"
          source="exportDays"
          label="Keep prepared exports for, days"
          helperText={
            <WorkedExample
              of="exportDays"
              help="Files of large tables, which are written in the background. It holds for those asked for from now on."
              schema={shape.exportDays}
              say={keptExample}
            />
          }
        />
        <NumberInput
          className="f6"
          source="noticeDays"
          label="Keep notices for, days"
          helperText={
            <WorkedExample
              of="noticeDays"
              help="In the inboxes of staff and consignors, read or not."
              schema={shape.noticeDays}
              say={keptExample}
            />
          }
        />
        <NumberInput
          className="f6"
          source="noticeGatherMinutes"
          label="Gather notices for, minutes"
          helperText="A consignor’s listings to approve, or cases of one kind, are one notice while it is unread and no older. 0 gathers nothing."
        />
        <NumberInput
          className="f6"
          source="waitingOfferMinutes"
          label="Hold offers of waiting lists for, minutes"
          helperText={
            <WorkedExample
              of="waitingOfferMinutes"
              help="Nobody else can buy these tickets meanwhile. At most until the event begins."
              schema={shape.waitingOfferMinutes}
              say={waitingOfferExample}
            />
          }
        />
        <BooleanInput
          className="f6"
          source="waitingLists"
          label="Events have waiting lists"
          helperText="Off: nobody joins one and nothing is offered. Who waits keeps the place."
        />
      </div>
    </UpdateForm>
  );
}

/** Some zones have several names; the one in use is always on offer. */
const zoneChoices = (inUse: string) =>
  [...new Set([inUse, ...Intl.supportedValuesOf('timeZone')])]
    .sort()
    .map((id) => ({ id, name: id.replaceAll('_', ' ') }));

/** What another zone means, before it is saved. */
function ZoneNote({ before }: { before: string }) {
  const zone = useWatch<{ timeZone: string | null }, 'timeZone'>({ name: 'timeZone' });
  if (!zone || zone === before) return null;
  const now = new Date();
  return (
    <p className="note f12" role="status">
      There it is {dayOf(now, zone)}, {clockOf(now, zone)} {zoneOf(now, zone)}. Every figure is counted again
      on the days of that zone, also past ones: sales wait until that is done. Percentages and price rules
      that have a time keep the instant that they had.
    </p>
  );
}
