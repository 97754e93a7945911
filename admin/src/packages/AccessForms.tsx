/** Forms to store a ticket site's login and to read it with a reason. */

import { isReason } from '@holdfast/shared/http';
import type { AccessData } from '@holdfast/shared/packages';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { FieldFrame } from '../ui/fields.tsx';

const nothing: AccessData = { login: '', password: '', note: '' };

export function KeepForm({ onKeep, onLeave }: { onKeep: (access: AccessData) => void; onLeave: () => void }) {
  const [access, setAccess] = useState(nothing);
  const field = (name: keyof AccessData) => ({
    id: `access-${name}`,
    value: access[name],
    say: (text: string) => setAccess({ ...access, [name]: text }),
    autoComplete: 'off',
  });
  return (
    <AccessForm
      action="Keep it sealed"
      ready={access.login.trim() !== '' && access.password !== ''}
      onDo={() => onKeep(access)}
      onLeave={onLeave}
    >
      <AccessField label="Login" {...field('login')} maxLength={200} />
      <AccessField
        label="Password"
        {...field('password')}
        type="password"
        autoComplete="new-password"
        maxLength={200}
      />
      <AccessField label="Note" hint="May be left out" {...field('note')} maxLength={1000} />
    </AccessForm>
  );
}

export function ReadForm({ onRead, onLeave }: { onRead: (reason: string) => void; onLeave: () => void }) {
  const [reason, setReason] = useState('');
  return (
    <AccessForm
      action="Read the login"
      ready={isReason(reason)}
      onDo={() => onRead(reason)}
      onLeave={onLeave}
    >
      <AccessField
        id="access-reason"
        label="Reason, goes into the log"
        value={reason}
        say={setReason}
        maxLength={500}
      />
    </AccessForm>
  );
}

function AccessForm({
  action,
  ready,
  onDo,
  onLeave,
  children,
}: {
  action: string;
  ready: boolean;
  onDo: () => void;
  onLeave: () => void;
  children: ReactNode;
}) {
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        onDo();
      }}
    >
      {children}
      <div className="acts-row">
        <button type="submit" className="btn p" disabled={!ready}>
          {action}
        </button>
        <button type="button" className="btn t" onClick={onLeave}>
          Leave
        </button>
      </div>
    </form>
  );
}

function AccessField({
  id,
  label,
  hint,
  say,
  ...input
}: ComponentProps<'input'> & {
  id: string;
  label: string;
  hint?: string;
  say: (text: string) => void;
}) {
  return (
    <FieldFrame id={id} label={label} hint={hint}>
      <input id={id} {...input} onChange={(event) => say(event.target.value)} />
    </FieldFrame>
  );
}
