/** Every email that the marketplace sends, rendered with the example values of its placeholders. */
import { describe, expect, it } from 'vitest';
import { allPlaceholders, examplesOf, problemsOf, renderWith } from './emailTemplates/index.ts';
import { registeredEmails } from './registeredEmails.ts';

const signer = {
  name: 'Peak & Sons',
  contactEmail: 'help@peak.example',
  postalAddress: '1 Arena Way\nDenver',
  phone: '+1 303 555 0100',
  hours: 'Daily, 9 AM to 9 PM',
};
const templates = registeredEmails.map(({ template }) => template);

it('has each key once', () => {
  const keys = templates.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.length).toBeGreaterThan(70);
});

describe.each(templates)('$key', (template) => {
  const { placeholders } = template;

  it('has a default that an administrator could publish', () => {
    expect(problemsOf(template, allPlaceholders(template))).toEqual([]);
  });

  it('says its examples in text and in HTML, with each address as a link', () => {
    const values = examplesOf(placeholders);
    const email = renderWith(template, { template, to: 'ann@example.com', values }, signer);
    expect(email.subject).not.toMatch(/\{\{|^\s*$|[\uE010\uE011\n]/);
    expect(email.text).not.toMatch(/\{\{|\]\(|[\uE010\uE011]|\n{3}| {2}|undefined|null/);
    expect(email.html).not.toMatch(/\{\{|\]\(|[\uE010\uE011]|undefined/);
    expect(email.html).toContain('Peak &amp; Sons');
    expect(email.text).toMatch(
      /\n\n-- \nPeak & Sons\n1 Arena Way\nDenver\nhelp@peak\.example\n\+1 303 555 0100\nDaily, 9 AM to 9 PM\n$/,
    );
    for (const [name, each] of Object.entries(placeholders))
      if (each.type === 'link' && each.isRequired) {
        expect(email.text, name).toContain(each.example);
        expect(email.html, name).toContain(`href="${each.example}"`);
      }
  });

  it('describes itself: its name, when it is sent, and every placeholder', () => {
    expect(template.name).not.toBe('');
    expect(template.when).toMatch(/\.$/);
    for (const [name, { about }] of Object.entries(placeholders)) {
      expect(name).toMatch(/^[a-z][A-Za-z]*$/);
      expect(about).not.toBe('');
    }
  });
});
