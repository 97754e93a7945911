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
  },
  subject: 'Foot',
  text: `
{{marketplace}}
{{#postalAddress}}
{{postalAddress}}
{{/postalAddress}}
{{contactEmail}}
`,
});
