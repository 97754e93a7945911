import type { PriceCap } from '@holdfast/shared/priceCaps';
import { AdminForm } from '../ui/AdminForm.tsx';
import { EndPanel } from '../ui/EndPanel.tsx';
import { MoneyField, PercentField, TextField } from '../ui/fields.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { placeName } from './capText.ts';
import { useEndCap } from './usePriceCaps.ts';

export function NewCap({ onDone }: { onDone: () => void }) {
  return (
    <SidePanel title="New cap" about="It holds for every listing of that place from now on.">
      <AdminForm<PriceCap>
        resource="price-caps"
        defaults={{ country: 'US', region: '', overFaceBps: 0, overFaceAmount: 0, law: '' }}
        bodyOf={({ region, ...values }) => ({ ...values, region: region ? String(region) : null })}
        onDone={onDone}
        submit="Put it in force"
      >
        <div className="form-grid">
          <TextField source="country" label="Country" span={6} maxLength={2} hint="Two letters, such as US" />
          <TextField source="region" label="Region" span={6} maxLength={3} hint="Empty: all of it" />
          <PercentField source="overFaceBps" label="Above face value" unit="%" span={6} />
          <MoneyField source="overFaceAmount" label="And an amount" span={6} />
          <TextField
            source="law"
            label="Law"
            span={12}
            maxLength={300}
            hint="Whoever is refused a price reads its name"
          />
        </div>
      </AdminForm>
    </SidePanel>
  );
}

export function EndCap({ cap, leave, onDone }: { cap: PriceCap; leave: () => void; onDone: () => void }) {
  return (
    <EndPanel
      title={`End the cap of ${placeName(cap)}`}
      submit="End the cap"
      ending={useEndCap(cap, onDone)}
      leave={leave}
    >
      From now on prices in {placeName(cap)} are no longer held to {cap.law}. No price changes by it, and
      nobody gets an email. The cap stays to be read.
    </EndPanel>
  );
}
