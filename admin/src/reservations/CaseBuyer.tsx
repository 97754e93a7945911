/** Who bought, and whether the marketplace sells to them. */
import { blockBuyer, blockKindNames, blockKinds } from '@holdfast/shared/blocks';
import type { SupportCase } from '@holdfast/shared/support';
import { useState } from 'react';
import { CheckboxGroupInput, useCanAccess, useNotify } from 'react-admin';
import { Link } from 'react-router';
import { BlockTerms } from '../blocks/BlockPanels.tsx';
import { withUntil } from '../blocks/untilDay.ts';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { workTime } from '../ui/time.ts';

/** The blocks that name the buyer, and the form that blocks them. Only who may block sees it. */
export function CaseBuyer({ data, mayAct }: { data: SupportCase; mayAct: boolean }) {
  const { canAccess } = useCanAccess({ resource: 'blocks', action: 'list' });
  const [open, setOpen] = useState(false);
  const { blocks, blockable } = data.fan;
  if (!canAccess) return null;
  return (
    <section style={{ marginTop: 16 }}>
      <h2 className="ruled">
        Buyer <small>{blocks.length === 0 ? 'not blocked' : 'blocked'}</small>
      </h2>
      {blocks.length > 0 && (
        <ul className="mail-list">
          {blocks.map(({ id, kind, name, until }) => (
            <li key={id}>
              <Link to={`/blocks?q=${encodeURIComponent(name)}`}>{name}</Link>
              <span className="mut">
                {blockKindNames[kind]}, {until === null ? 'for good' : `until ${workTime(until)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {mayAct && !open && blockable.length > 0 && (
        <button type="button" className="btn" style={{ marginTop: 8 }} onClick={() => setOpen(true)}>
          Block this buyer…
        </button>
      )}
      {open && <BlockForm data={data} close={() => setOpen(false)} />}
    </section>
  );
}

const nobody = { by: [] as string[], until: '', reason: '' };

function BlockForm({ data, close }: { data: SupportCase; close: () => void }) {
  const notify = useNotify();
  const { blockable } = data.fan;
  useShortcuts([{ keys: 'Escape', does: 'block nobody', run: close, inFields: true }]);
  const choices = blockKinds.flatMap((kind) => {
    const shown = blockable.filter((each) => each.kind === kind).map((each) => each.shown);
    return shown.length === 0 ? [] : [{ id: kind, name: `${blockKindNames[kind]}: ${shown.join(' and ')}` }];
  });
  return (
    <div className="what-if">
      <p className="note info">
        They can hold and pay for nothing more. What is paid stays theirs, and a payment under way is voided
        unless it was captured.
      </p>
      <UpdateForm<SupportCase & { id: string }>
        resource="buyerBlocks"
        id={data.reservation.id}
        schema={blockBuyer}
        bodyOf={withUntil}
        defaultValues={nobody}
        submit="Block this buyer"
        onDone={() => {
          notify('This buyer is blocked.', { type: 'success' });
          close();
        }}
      >
        <div className="form-grid stacked">
          <CheckboxGroupInput
            source="by"
            label="Blocked by"
            choices={choices}
            row={false}
            helperText={false}
          />
          <BlockTerms />
        </div>
      </UpdateForm>
      <button type="button" className="btn t w" onClick={close}>
        Block nobody <kbd>Esc</kbd>
      </button>
    </div>
  );
}
