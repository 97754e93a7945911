import {
  type AdminContent,
  draftInput,
  factMeanings,
  factNames,
  type SiteContent,
} from '@holdfast/shared/content';
import { type ComponentProps, type ReactNode, useEffect } from 'react';
import { useNotify } from 'react-admin';
import { useFormState } from 'react-hook-form';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { useUnloadQuestion } from '../ui/useUnloadQuestion.ts';
import { ContactInputs } from './ContactInputs.tsx';
import { LandingInputs } from './LandingInputs.tsx';
import { SellingInputs } from './SellingInputs.tsx';
import { TextPageInputs } from './TextPageInputs.tsx';
import { VoicesInputs } from './VoicesInputs.tsx';

/** The parts of the form, each with the fields of the content that it holds. */
const parts = [
  { name: 'Landing page', fields: ['hero', 'sections', 'how', 'guarantee', 'teams', 'search'] },
  { name: 'Selling and plans', fields: ['selling', 'plans'] },
  { name: 'Questions and reviews', fields: ['questions', 'reviews'] },
  { name: 'Contact and footer', fields: ['contact', 'footer'] },
  { name: 'Pages of text', fields: ['pages'] },
] as const;

/** Inputs that were emptied hold null; a page without a text has an empty one. */
function bodyOf(values: Record<string, unknown>, version: number) {
  const { pages, ...rest } = values as unknown as SiteContent;
  const imprint = { ...pages.imprint, body: pages.imprint.body ?? '' };
  return { content: { ...rest, pages: { ...pages, imprint } }, version };
}

/** Everything that is edited, saved as a draft at once. */
export function ContentForm({
  loaded,
  part,
  onSaved,
  onDirty,
}: {
  loaded: AdminContent;
  /** Which part is shown. */
  part: [open: number, setOpen: (part: number) => void];
  /** Whether something is typed that isn't saved. */
  onDirty: (isDirty: boolean) => void;
  onSaved: (saved: AdminContent) => void;
}) {
  const notify = useNotify();
  return (
    <UpdateForm<AdminContent>
      resource="contentDrafts"
      id="draft"
      schema={draftInput}
      defaultValues={loaded.content as unknown as Record<string, unknown>}
      bodyOf={(values) => bodyOf(values, loaded.version)}
      fieldOf={(field) => field.replace(/^content\./, '')}
      submit="Save the draft"
      onDone={(saved) => {
        notify(
          saved.draft ? 'The draft is saved. Fans see it once it is published.' : 'This is what is public.',
          { type: 'success' },
        );
        onSaved(saved);
      }}
    >
      <Parts
        part={part}
        onDirty={onDirty}
        inputs={[
          <LandingInputs key="landing" />,
          <SellingInputs key="selling" plans={loaded.plans} />,
          <VoicesInputs key="voices" />,
          <ContactInputs key="contact" contact={loaded.contact} />,
          <TextPageInputs key="pages" mayPublish={loaded.mayPublishPages} />,
        ]}
      />
      <Values facts={loaded.facts} />
    </UpdateForm>
  );
}

/** One part at a time; the others stay as they were typed, and say when something in them is to be corrected. */
function Parts({
  inputs,
  part: [open, setOpen],
  onDirty,
}: { inputs: readonly ReactNode[] } & Pick<ComponentProps<typeof ContentForm>, 'part' | 'onDirty'>) {
  const { errors, isDirty } = useFormState();
  useUnloadQuestion(isDirty);
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  return (
    <>
      <div className="content-parts" role="tablist" aria-label="Parts of the content">
        {parts.map(({ name, fields }, at) => {
          const wrong = fields.some((field) => errors[field] !== undefined);
          return (
            <button
              key={name}
              type="button"
              role="tab"
              id={`part-${at}`}
              aria-selected={at === open}
              aria-controls={`part-${at}-inputs`}
              className={at === open ? 'on' : undefined}
              onClick={() => setOpen(at)}
            >
              {name}
              {wrong && <em> to correct</em>}
            </button>
          );
        })}
      </div>
      {inputs.map((part, at) => (
        <div
          key={parts[at]?.name}
          id={`part-${at}-inputs`}
          role="tabpanel"
          aria-labelledby={`part-${at}`}
          hidden={at !== open}
        >
          {part}
        </div>
      ))}
    </>
  );
}

/** What texts may say in braces. */
const Values = ({ facts }: { facts: AdminContent['facts'] }) => (
  <details className="content-values">
    <summary>Values that texts can name, so that they never promise something else than what is done</summary>
    <dl className="kv facts">
      {factNames.map((name) => (
        <div key={name}>
          <dt>
            <code>{`{${name}}`}</code>
          </dt>
          <dd>
            <b>{facts[name]}</b>, {factMeanings[name]}
          </dd>
        </div>
      ))}
    </dl>
  </details>
);
