import type { PriceCap } from '@holdfast/shared/priceCaps';
import { AdminForm } from '../ui/AdminForm.tsx';
import { MoneyField, PercentField, TextField } from '../ui/fields.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
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
  const { mutate, isPending, error } = useEndCap(cap, onDone);
  const end = () => {
    if (!isPending) mutate();
  };
  useShortcuts([{ keys: 'Ctrl+Enter', does: 'end it', run: end, inFields: true }]);
  return (
    <SidePanel
      title={`End the cap of ${placeName(cap)}`}
      about="Nothing has happened yet. This is what would."
      takesFocus
      foot={
        <>
          <button type="button" className="btn d" disabled={isPending} onClick={end}>
            End the cap <kbd>Ctrl Enter</kbd>
          </button>
          <button type="button" className="btn t" onClick={leave}>
            Keep it <kbd>Esc</kbd>
          </button>
        </>
      }
    >
      {error && (
        <p className="note danger" role="alert">
          {error.message} Nothing was changed.
        </p>
      )}
      <p style={{ marginTop: 10 }}>
        From now on prices in {placeName(cap)} are no longer held to {cap.law}. No price changes by it, and
        nobody gets an email. The cap stays to be read.
      </p>
    </SidePanel>
  );
}
