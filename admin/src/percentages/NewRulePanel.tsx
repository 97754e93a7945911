import type { Consignor } from '@holdfast/shared/consignment';
import { type PercentagesRule, quoteTicket } from '@holdfast/shared/pricing';
import { FormDataConsumer, useNotify } from 'react-admin';
import { ComboField } from '../ui/ComboField.tsx';
import { PercentField, TextField } from '../ui/fields.tsx';
import { Amount, SplitBar } from '../ui/figures.tsx';
import { OfficeForm } from '../ui/OfficeForm.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { houseZone } from '../ui/time.ts';
import { instantOf } from '../ui/wallTime.ts';

/** A new rule: whom it reaches, from when, why, and worked examples while it is typed. */
export function NewRulePanel({ consignorId, close }: { consignorId: string | null; close: () => void }) {
  const notify = useNotify();
  return (
    <SidePanel
      title="A new rule"
      about="No past sale changes. Holds keep the rule of their moment."
      foot={
        <button type="button" className="btn t" onClick={close}>
          Close <kbd>Esc</kbd>
        </button>
      }
    >
      <OfficeForm<PercentagesRule>
        resource="percentages"
        defaults={{ consignorId, houseBps: 2000, feeBps: 1200, from: '', reason: '' }}
        bodyOf={({ from, ...values }) => ({
          ...values,
          consignorId: values.consignorId || null,
          ...(from ? { effectiveFrom: instantOf(String(from), houseZone) } : {}),
        })}
        submit="Put in force"
        onDone={() => {
          notify('The rule stands in the book.', { type: 'success' });
          close();
        }}
      >
        <div className="form-grid">
          <ComboField<Consignor>
            source="consignorId"
            label="Consignor"
            resource="consignors"
            sort="name"
            nameOf={(record) => record.name}
            hint="Left empty, it is the house default for everybody."
            span={12}
          />
          <PercentField source="houseBps" label="House keeps" span={6} />
          <PercentField source="feeBps" label="Fans pay on top" span={6} />
          <TextField
            source="from"
            label="From, house time"
            type="datetime-local"
            span={12}
            hint="Left empty: from now on"
          />
          <TextField source="reason" label="Reason, goes into the log" span={12} maxLength={500} />
        </div>
        <FormDataConsumer<{ houseBps?: number | null; feeBps?: number | null }>>
          {({ formData }) => <WorkedExample houseBps={formData.houseBps} feeBps={formData.feeBps} />}
        </FormDataConsumer>
      </OfficeForm>
    </SidePanel>
  );
}

const examples = [10_000, 1_200, 3_333, 42_000];

function WorkedExample({ houseBps, feeBps }: { houseBps?: number | null; feeBps?: number | null }) {
  const isWhole = (bps: number | null | undefined): bps is number =>
    typeof bps === 'number' && bps >= 0 && bps <= 10_000;
  if (!isWhole(houseBps) || !isWhole(feeBps))
    return <p className="mut">Type both percentages to see an example.</p>;
  const sums = examples.map((price) => quoteTicket(price, { houseBps, feeBps }));
  const first = sums[0]!;
  return (
    <>
      <h3 className="sub">Worked example, one ticket, USD</h3>
      <table className="g">
        <thead>
          <tr>
            <th scope="col" className="n">
              Price
            </th>
            <th scope="col" className="n">
              Consignor
            </th>
            <th scope="col" className="n">
              House
            </th>
            <th scope="col" className="n">
              Fan pays
            </th>
          </tr>
        </thead>
        <tbody>
          {sums.map((sum) => (
            <tr key={sum.price}>
              <td className="n">
                <Amount minor={sum.price} />
              </td>
              <td className="n bold">
                <Amount minor={sum.consignor} />
              </td>
              <td className="n bold">
                <Amount minor={sum.house} />
              </td>
              <td className="n">
                <Amount minor={sum.allIn} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div style={{ marginTop: 10 }}>
        <SplitBar consignor={first.consignor} house={first.house} fee={first.fee} />
      </div>
      <div className="legend" style={{ paddingBottom: 12 }}>
        <span>
          <i className="c" />
          consignor
        </span>
        <span>
          <i className="h" />
          house
        </span>
        <span>
          <i className="f" />
          service fee
        </span>
      </div>
    </>
  );
}
