import { useCrumbs } from '../ui/crumbs.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Mark, StateMark } from '../ui/StateMark.tsx';
import { type MachineKind, type Shape, stateLooks } from '../ui/states.ts';
import './states.css';
import { Th } from '../ui/Th.tsx';

const phases: readonly (readonly [Shape, string])[] = [
  ['ring', 'Not begun'],
  ['waiting', 'Waits for a person'],
  ['half', 'Under way'],
  ['threeQuarters', 'Nearly there'],
  ['tick', 'Ended well'],
  ['disc', 'On, running'],
  ['bars', 'Paused'],
  ['square', 'Ended by a person'],
  ['openSquare', 'Ran its course'],
  ['clock', 'Time ran out'],
  ['arrow', 'Money went back'],
  ['triangle', 'Alarm'],
  ['cross', 'Refused, failed'],
];

/** Reference page of every state of every machine. */
export function StatesPage() {
  useCrumbs('Reference', 'States');
  return (
    <>
      <PageHead
        title="States"
        facts="The shape shows the phase, the color how urgent it is, the word which state. In grids quiet; tinted on pages of one thing."
      />
      <div className="phases">
        {phases.map(([shape, name]) => (
          <Mark key={shape} shape={shape} tone="neutral">
            {name}
          </Mark>
        ))}
      </div>
      <div className="states">
        {(Object.keys(stateLooks) as MachineKind[]).map((kind) => (
          <section className="sec" key={kind}>
            <h2 style={{ textTransform: 'capitalize' }}>{kind}</h2>
            <table className="g">
              <thead className="sr">
                <tr>
                  <Th>State</Th>
                  <Th>In grids</Th>
                  <Th>On its page</Th>
                </tr>
              </thead>
              <tbody>
                {Object.keys(stateLooks[kind]).map((state) => (
                  <tr key={state}>
                    <td className="mut">{state}</td>
                    <td>
                      <StateMark kind={kind} state={state} />
                    </td>
                    <td>
                      <StateMark kind={kind} state={state} loud />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}
      </div>
    </>
  );
}
