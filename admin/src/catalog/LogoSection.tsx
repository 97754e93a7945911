import { PictureField } from '../ui/PictureField.tsx';

interface Props {
  resource: 'leagues' | 'performers';
  record: { id: string; logoId: string | null };
  mayChange: boolean;
}

/** The logo of a league or a team. */
export const LogoSection = ({ resource, record, mayChange }: Props) => (
  <section className="sec">
    <h2>Logo</h2>
    <PictureField
      path={`/admin/${resource}/${record.id}/logo`}
      pictureId={record.logoId}
      noun="logo"
      mayChange={mayChange}
    />
  </section>
);
