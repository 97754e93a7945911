import type { EmailTemplateDetail } from '@holdfast/shared/emailTemplates';
import type { ReactNode } from 'react';
import { SidePanel } from '../ui/SidePanel.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { Diff } from './Diff.tsx';
import type { EditorWork } from './useEmailTemplate.ts';

/** What publishing, taking back or dropping would change, before it is done. */
export function EditorPanel({ page, email }: { page: EditorWork; email: EmailTemplateDetail }) {
  const { panel, now, publish, dropDraft } = page;
  if (panel === null) return null;
  switch (panel.is) {
    case 'publish':
      return (
        <ActPanel
          page={page}
          title="Publish this text"
          about="Every email that is written from now on has it. What is written already is sent as it is."
          action="Publish this text"
          act={publish}
          run={() => publish.mutate(undefined)}
        >
          <Diff from={email} to={now} />
        </ActPanel>
      );
    case 'drop':
      return (
        <ActPanel
          page={page}
          title="Drop the draft"
          about="What is sent stays as it is. This is what you would lose:"
          action="Drop the draft"
          act={dropDraft}
          run={() => dropDraft.mutate(undefined)}
        >
          {email.draftText && <Diff from={email} to={email.draftText} />}
        </ActPanel>
      );
    case 'version':
      return <VersionPanel page={page} email={email} version={panel.version} />;
  }
}

/** A text of before, or the default: what it changed then, and what taking it up again would change now. */
function VersionPanel({
  page,
  email,
  version,
}: {
  page: EditorWork;
  email: EmailTemplateDetail;
  version: number;
}) {
  const { restore } = page;
  const at = email.versions.findIndex((each) => each.version === version);
  const chosen = version === 0 ? email.default : email.versions[at];
  const before = email.versions[at + 1] ?? email.default;
  if (!chosen) return null;
  const isNow = version === email.version || (version === 0 && !email.isEdited);
  const name = version === 0 ? 'the default' : `version ${version}`;
  return (
    <ActPanel
      page={page}
      title={version === 0 ? 'Back to the default' : `Version ${version}`}
      about={
        isNow
          ? 'This is what is sent now.'
          : 'Published once more, every email that is written from now on has it. Nothing is lost: the text of now stays in the list.'
      }
      action={isNow ? null : `Publish ${name}`}
      act={restore}
      run={() => restore.mutate(version)}
    >
      {version !== 0 && (
        <>
          <h3 className="email-diff-head">What it changed</h3>
          <Diff from={before} to={chosen} />
        </>
      )}
      {!isNow && (
        <>
          <h3 className="email-diff-head">What it would change now</h3>
          <Diff from={email} to={chosen} />
        </>
      )}
    </ActPanel>
  );
}

function ActPanel({
  page,
  title,
  about,
  action,
  act,
  run,
  children,
}: {
  page: EditorWork;
  title: string;
  about: string;
  /** Null: there is nothing to do. */
  action: string | null;
  act: { isPending: boolean; error: Error | null; reset: () => void };
  run: () => void;
  children: ReactNode;
}) {
  const leave = () => {
    act.reset();
    page.setPanel(null);
  };
  useShortcuts([
    { keys: 'Escape', does: 'leave', run: leave, inFields: true },
    ...(action ? [{ keys: 'Ctrl+Enter', does: action.toLowerCase(), run, inFields: true }] : []),
  ]);
  return (
    <SidePanel
      title={title}
      about={about}
      takesFocus
      foot={
        <>
          {action && (
            <button type="button" className="btn p" disabled={act.isPending} onClick={run}>
              {action} <kbd>Ctrl ↵</kbd>
            </button>
          )}
          <button type="button" className="btn t" onClick={leave}>
            Leave it as it is <kbd>Esc</kbd>
          </button>
        </>
      }
    >
      {act.error && <p className="note danger">{act.error.message}</p>}
      {children}
    </SidePanel>
  );
}
