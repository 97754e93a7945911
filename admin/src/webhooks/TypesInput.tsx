import type { WebhookEndpointList } from '@holdfast/shared/webhookEndpoints';
import { useInput } from 'react-admin';
import { stateName, subjectNames } from './typeText.ts';
import './webhooks.css';

type Subjects = WebhookEndpointList['subjects'];

/** What an endpoint is told of: all that happens to a kind of thing, or its coming into some states. */
export function TypesInput({ subjects }: { subjects: Subjects }) {
  const { field, fieldState } = useInput<string[]>({ source: 'types', defaultValue: [] });
  const chosen: readonly string[] = field.value ?? [];
  const choose = (type: string, isOn: boolean, instead: readonly string[] = []) =>
    field.onChange([
      ...chosen.filter((each) => each !== type && !instead.includes(each)),
      ...(isOn ? [type] : []),
    ]);
  return (
    <fieldset className="told-of">
      <legend>It is told of</legend>
      {subjects.map(({ subject, states }) => {
        const all = `${subject}.*`;
        const types = states.map((state) => `${subject}.${state}`);
        const isAll = chosen.includes(all);
        const count = types.filter((type) => chosen.includes(type)).length;
        return (
          <details key={subject}>
            <summary>
              {subjectNames[subject]}{' '}
              <span className="mut">{isAll ? 'all' : count === 0 ? '' : `${count} of ${types.length}`}</span>
            </summary>
            <label>
              <input
                type="checkbox"
                checked={isAll}
                onChange={(event) => choose(all, event.target.checked, types)}
              />{' '}
              All that happens <code className="sm">{all}</code>
            </label>
            {states.map((state, at) => {
              const type = types[at] as string;
              return (
                <label key={state}>
                  <input
                    type="checkbox"
                    checked={isAll || chosen.includes(type)}
                    disabled={isAll}
                    onChange={(event) => choose(type, event.target.checked)}
                  />{' '}
                  {stateName(subject, state)} <code className="sm">{type}</code>
                </label>
              );
            })}
          </details>
        );
      })}
      {fieldState.error && (
        <p className="bad" role="alert">
          {String(fieldState.error.message ?? 'Choose what it is told of.')}
        </p>
      )}
    </fieldset>
  );
}
