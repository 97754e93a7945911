import type { ComponentProps, ReactNode } from 'react';
import { type RaRecord, useNotify } from 'react-admin';
import { LeavablePanel } from '../LeavablePanel.tsx';
import { UpdateForm } from './UpdateForm.tsx';

/** A panel whose form changes a record: once that is done it says so, and closes. */
export function FormPanel({
  title,
  about,
  leave,
  close,
  done,
  after,
  above,
  ...form
}: Omit<ComponentProps<typeof UpdateForm>, 'onDone'> & {
  title: string;
  /** What it does and what it doesn't. */
  about: string;
  /** Names leaving, such as `Not yet`. */
  leave: string;
  close: () => void;
  /** Says that it is done. */
  done: string;
  /** Once it is done. */
  after?: ((changed: RaRecord) => void) | undefined;
  /** What stands above the form. */
  above?: ReactNode;
}) {
  const notify = useNotify();
  return (
    <LeavablePanel title={title} about={about} leave={leave} onLeave={close}>
      {above}
      <UpdateForm
        {...form}
        onDone={(changed) => {
          notify(done, { type: 'success' });
          after?.(changed);
          close();
        }}
      />
    </LeavablePanel>
  );
}
