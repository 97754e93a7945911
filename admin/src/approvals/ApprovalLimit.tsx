/** From which amount on money that is moved by hand needs a second person. */
import { type ApprovalRule, approvalRuleChange } from '@holdfast/shared/approvals';
import { limitExample } from '@holdfast/shared/marketplace';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { useQuery } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { MoneyInput } from '../ui/forms/FigureInputs.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { WorkedExample } from '../ui/forms/WorkedExample.tsx';

export function ApprovalLimit() {
  const notify = useNotify();
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', 'approvals'],
    queryFn: () => call<ApprovalRule>('/admin/settings/approvals'),
    refetchOnWindowFocus: false,
  });
  return (
    <section className="sec">
      <h2>
        A second person <small>for refunds and other money that staff move by hand</small>
      </h2>
      {error && <ErrorMessage what="The amount couldn’t be loaded." error={error} retry={() => refetch()} />}
      {data && (
        <UpdateForm<ApprovalRule>
          key={data.version}
          resource="approvalRules"
          id="approvals"
          schema={approvalRuleChange}
          defaultValues={{ limitAmount: data.limitAmount }}
          bodyOf={({ limitAmount }) => ({ limitAmount: limitAmount ?? 0, version: data.version })}
          submit="Save the amount"
          onDone={({ limitAmount }) => {
            const words =
              limitAmount === 0
                ? 'Nobody needs a second person now.'
                : 'It holds from the next action on. What waits already still waits.';
            notify(words, { type: 'success' });
          }}
        >
          <div className="form-grid">
            <MoneyInput
              className="f6"
              source="limitAmount"
              label="Above"
              helperText={
                <WorkedExample
                  of="limitAmount"
                  help="Per order; what went back of it before counts along. Calling an event off counts all its refunds together. 0: never."
                  schema={approvalRuleChange.shape.limitAmount}
                  say={(limit) => limitExample(limit, marketplaceCurrency)}
                />
              }
            />
          </div>
        </UpdateForm>
      )}
    </section>
  );
}
