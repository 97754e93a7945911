/** Help, terms, privacy and the imprint, in Markdown. */
import { textPageNames, textPages } from '@holdfast/shared/content';
import { Words } from './inputs.tsx';

export const TextPageInputs = ({ mayPublish }: { mayPublish: boolean }) => (
  <>
    <p className="note">
      Markdown: ## heading, ### smaller heading, - list, 1. numbered list, &gt; quote, **bold**, *italics*,
      [words](/help). A heading that ends with {'{#refunds}'} is reached by /help#refunds. HTML and pictures
      aren’t taken.{' '}
      {!mayPublish && 'Fans agree to these pages: what changes here, an administrator publishes.'}
    </p>
    {textPages.map((name) => (
      <section key={name} className="sec">
        <h2>
          {textPageNames[name]}{' '}
          <small>
            {name === 'imprint' ? 'the page /imprint; without a text there is none' : `the page /${name}`}
          </small>
        </h2>
        <div className="form-grid">
          <Words className="f4" source={`pages.${name}.title`} label="Title" />
          <Words className="f8" source={`pages.${name}.intro`} label="Sentence below it" />
          <Words source={`pages.${name}.body`} label="Text, in Markdown" rows={name === 'imprint' ? 4 : 14} />
        </div>
      </section>
    ))}
  </>
);
