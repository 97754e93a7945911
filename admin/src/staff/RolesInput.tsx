import { givenRoles } from '@holdfast/shared/accounts';
import { CheckboxGroupInput, useRecordContext } from 'react-admin';
import { roleNames } from '../authProvider/index.ts';
import { roleFacts } from './roleText.ts';
import './staff.css';

const choices = givenRoles.map((id) => ({ id, name: roleNames[id], fact: roleFacts[id] }));

/** Which roles somebody has, with what each may do. */
export function RolesInput() {
  return (
    <CheckboxGroupInput
      className="f12 staff-roles"
      source="roles"
      label="Roles"
      row={false}
      choices={choices}
      optionText={<Choice />}
      helperText={false}
    />
  );
}

function Choice() {
  const record = useRecordContext<(typeof choices)[number]>();
  return (
    <span>
      <b>{record?.name}</b> <span className="mut">{record?.fact}</span>
    </span>
  );
}
