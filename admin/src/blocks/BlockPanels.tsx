import { type BuyerBlock, liftBlock, newBlock } from '@holdfast/shared/blocks';
import { CreateBase, TextInput, useNotify } from 'react-admin';
import { DayInput } from '../ui/dates/DateInputs.tsx';
import { DeskForm } from '../ui/forms/DeskForm.tsx';
import { ReasonInput } from '../ui/forms/ReasonInput.tsx';
import { ReasonPanel } from '../ui/forms/ReasonPanel.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';
import { withUntil } from './untilDay.ts';

const nothing = { email: '', until: '', reason: '' };

/** Until when, and why. */
export function BlockTerms() {
  return (
    <>
      <DayInput source="until" label="Until the end of" helperText="Empty: for good." />
      <ReasonInput />
    </>
  );
}

/** Blocks an address that somebody types. */
export function NewBlock({ close, onDone }: { close: () => void; onDone: () => void }) {
  const notify = useNotify();
  return (
    <LeavablePanel
      title="Block an address"
      about="Whoever gives it can hold and pay for nothing, however it is spelled. What is paid stays theirs."
      leave="Block nobody"
      onLeave={close}
    >
      <p className="note info">
        To block an account or a card, open an order that was made with it: “Block this buyer”.
      </p>
      <CreateBase<BuyerBlock>
        resource="blocks"
        redirect={false}
        mutationOptions={{
          onSuccess: ({ name }) => {
            notify(`${name} is blocked.`, { type: 'success' });
            onDone();
          },
        }}
      >
        <DeskForm schema={newBlock} bodyOf={withUntil} defaultValues={nothing} submit="Block the address">
          <div className="form-grid stacked">
            <TextInput source="email" label="Email address" type="email" helperText={false} />
            <BlockTerms />
          </div>
        </DeskForm>
      </CreateBase>
    </LeavablePanel>
  );
}

/** Lifts a block. */
export function LiftBlock({ block, close }: { block: BuyerBlock; close: () => void }) {
  return (
    <ReasonPanel
      title={`Lift the block of ${block.name}`}
      about="They can hold and pay again at once. Nobody is told."
      leave="Keep it"
      close={close}
      resource="blockLifts"
      id={block.id}
      schema={liftBlock}
      submit="Lift the block"
      done={`${block.name} can buy again.`}
    />
  );
}
