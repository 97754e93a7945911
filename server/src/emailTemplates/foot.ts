/** The foot of every email: who the marketplace is, and where to write to. It is edited as an email's text is. */
import { text } from './placeholders.ts';
import { commonPlaceholders, defineEmail } from './template.ts';

export const foot = defineEmail({
  key: 'foot',
  name: 'The foot of every email',
  to: 'everybody',
  when: 'Stands under every email, below a line. It has no subject of its own.',
  placeholders: {
    ...commonPlaceholders,
    postalAddress: text(
      'The marketplace’s address, as the settings have it; may have several lines',
      '1 Arena Way\nDenver, CO 80204',
    ),
    phone: text('The marketplace’s phone, as its contact has it', '+1 303 555 0100'),
    hours: text('When it is answered, as the contact has it; may have several lines', 'Daily, 9 AM to 9 PM'),
  },
  subject: 'Foot',
  text: `
{{marketplace}}
{{#postalAddress}}
{{postalAddress}}
{{/postalAddress}}
{{contactEmail}}
{{#phone}}
{{phone}}
{{/phone}}
{{#hours}}
{{hours}}
{{/hours}}
`,
});
