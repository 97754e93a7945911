/** Forms to store a ticket site's login and to read it with a reason. */

import { isReason } from '@holdfast/shared/http';
import type { AccessData } from '@holdfast/shared/packages';
import type { ReactNode } from 'react';
import { Form, TextInput } from 'react-admin';
import { useWatch } from 'react-hook-form';

const nothing: AccessData = { login: '', password: '', note: '' };
const noReason = { reason: '' };

export function KeepForm({ onKeep, onLeave }: { onKeep: (access: AccessData) => void; onLeave: () => void }) {
  return (
    <AccessForm
      action="Keep it sealed"
      defaultValues={nothing}
      isReady={({ login, password }) => login?.trim() !== '' && password !== ''}
      onDo={({ login = '', password = '', note = '' }) => onKeep({ login, password, note })}
      onLeave={onLeave}
    >
      <TextInput source="login" label="Login" helperText={false} slotProps={longest(200)} />
      <TextInput
        type="password"
        source="password"
        label="Password"
        helperText={false}
        slotProps={longest(200, 'new-password')}
      />
      <TextInput source="note" label="Note" helperText="Optional" slotProps={longest(1000)} />
    </AccessForm>
  );
}

export function ReadForm({ onRead, onLeave }: { onRead: (reason: string) => void; onLeave: () => void }) {
  return (
    <AccessForm
      action="Read the login"
      defaultValues={noReason}
      isReady={({ reason = '' }) => isReason(reason)}
      onDo={({ reason = '' }) => onRead(reason)}
      onLeave={onLeave}
    >
      <TextInput
        source="reason"
        label="Reason, goes into the log"
        helperText={false}
        slotProps={longest(500)}
      />
    </AccessForm>
  );
}

/** Browsers must not offer to fill in or remember another company's login. */
const longest = (maxLength: number, autoComplete = 'off') => ({ htmlInput: { maxLength, autoComplete } });

type Values = Partial<Record<'login' | 'password' | 'note' | 'reason', string>>;

function AccessForm({
  action,
  defaultValues,
  isReady,
  onDo,
  onLeave,
  children,
}: {
  action: string;
  defaultValues: Values;
  isReady: (values: Values) => boolean;
  onDo: (values: Values) => void;
  onLeave: () => void;
  children: ReactNode;
}) {
  return (
    <Form defaultValues={defaultValues} onSubmit={(values: Values) => onDo(values)}>
      <div className="form-grid stacked">{children}</div>
      <div className="acts-row">
        <Do action={action} isReady={isReady} />
        <button type="button" className="btn t" onClick={onLeave}>
          Cancel
        </button>
      </div>
    </Form>
  );
}

function Do({ action, isReady }: { action: string; isReady: (values: Values) => boolean }) {
  const values = useWatch() as Values;
  return (
    <button type="submit" className="btn p" disabled={!isReady(values)}>
      {action}
    </button>
  );
}
