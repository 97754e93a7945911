import type { ComponentProps, ReactNode } from 'react';
import { FormPanel } from './FormPanel.tsx';
import { ReasonInput } from './ReasonInput.tsx';

const noReason = { reason: '' };

/** A panel for what a person does to a record with a reason and nothing else. */
export function ReasonPanel({
  children,
  ...panel
}: Omit<ComponentProps<typeof FormPanel>, 'defaultValues' | 'above' | 'children'> & {
  /** What stands above the reason. */
  children?: ReactNode;
}) {
  return (
    <FormPanel {...panel} defaultValues={noReason} above={children}>
      <div className="form-grid stacked">
        <ReasonInput />
      </div>
    </FormPanel>
  );
}
