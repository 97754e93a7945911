import type { EmailPlaceholder } from '@holdfast/shared/emailTemplates';

/** What is put into the text where the cursor stands. */
function writtenOf({ name, type }: EmailPlaceholder): string {
  switch (type) {
    case 'link':
      return `[Open it]({{${name}}})`;
    case 'flag':
      return `{{#${name}}}…{{/${name}}}`;
    case 'list':
      return `{{#${name}}}\n- …\n{{/${name}}}`;
    default:
      return `{{${name}}}`;
  }
}

const typeNames: Record<EmailPlaceholder['type'], string> = {
  text: 'Text',
  link: 'Link',
  flag: 'Yes or no',
  code: 'Code',
  list: 'Rows',
};

/** What the text may name, each with an example; a press puts it where the cursor stands. */
export function PlaceholderList({
  placeholders,
  insert,
}: {
  placeholders: readonly EmailPlaceholder[];
  insert: (written: string) => void;
}) {
  return (
    <>
      <details className="email-help" open>
        <summary>Placeholders: press one to put it where the cursor stands</summary>
        <ul className="email-placeholders">
          {placeholders.map((placeholder) => (
            <li
              key={`${placeholder.within}.${placeholder.name}`}
              className={placeholder.within ? 'inner' : undefined}
            >
              <button type="button" className="link" onClick={() => insert(writtenOf(placeholder))}>
                {`{{${placeholder.name}}}`}
              </button>{' '}
              <span className="mut">
                {typeNames[placeholder.type]}
                {placeholder.isRequired && ', needed'}. {placeholder.about}
                {placeholder.example !== '' &&
                  placeholder.type !== 'list' &&
                  `. For example: ${placeholder.example}`}
              </span>
            </li>
          ))}
        </ul>
      </details>
      <details className="email-help">
        <summary>How a text is written</summary>
        <ul className="email-placeholders">
          <li>
            <code>{'{{#name}}…{{/name}}'}</code> is left out where there is no such thing;{' '}
            <code>{'{{^name}}…{{/name}}'}</code> is there only then. Around rows it is written once for each.
          </li>
          <li>An empty line begins another paragraph. HTML is shown as it is typed.</li>
          <li>
            <code>[Open your order]({'{{orderLink}}'})</code> is a link, <code>## A heading</code>,{' '}
            <code>- a row</code>, and <code>{'> a box'}</code>.
          </li>
        </ul>
      </details>
    </>
  );
}
