import type { ReactNode } from 'react';
import { type Identifier, useNotify } from 'react-admin';
import type { z } from 'zod';
import { LeavablePanel } from '../LeavablePanel.tsx';
import type { DeskFormProps } from './DeskForm.tsx';
import { ReasonInput } from './ReasonInput.tsx';
import { UpdateForm } from './UpdateForm.tsx';

const noReason = { reason: '' };

/** A panel for what a person does to a record with a reason and nothing else. */
export function ReasonPanel({
  title,
  about,
  leave,
  close,
  done,
  after,
  children,
  ...form
}: {
  title: string;
  /** What it does and what it doesn't. */
  about: string;
  /** Names leaving, such as `Keep it`. */
  leave: string;
  close: () => void;
  resource: string;
  id: Identifier;
  schema: z.ZodType;
  bodyOf?: DeskFormProps['bodyOf'];
  /** The action that the button names. */
  submit: string;
  /** Says that it is done. */
  done: string;
  /** Once it is done. */
  after?: () => void;
  /** What stands above the reason. */
  children?: ReactNode;
}) {
  const notify = useNotify();
  return (
    <LeavablePanel title={title} about={about} leave={leave} onLeave={close}>
      {children}
      <UpdateForm
        {...form}
        defaultValues={noReason}
        onDone={() => {
          notify(done, { type: 'success' });
          after?.();
          close();
        }}
      >
        <div className="form-grid stacked">
          <ReasonInput />
        </div>
      </UpdateForm>
    </LeavablePanel>
  );
}
