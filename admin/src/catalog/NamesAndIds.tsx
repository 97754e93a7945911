import { linesOf, outsideIdsOf, outsideIdsText } from '@holdfast/shared/catalog';
import { TextInput } from 'react-admin';

/** What else an entry of the catalog is called: lists, shown as one text each. */
interface Named {
  aliases: string[];
  outsideIds: Parameters<typeof outsideIdsText>[0];
}

/** The values with which the form of an entry begins. */
export const namedValues = ({ aliases, outsideIds }: Named) => ({
  aliasesText: aliases.join('\n'),
  outsideIdsText: outsideIdsText(outsideIds),
});

/** The values of a new entry. */
export const unnamed = { aliasesText: '', outsideIdsText: '' };

/** What the form's texts say. */
export const namedBody = (values: Record<string, unknown>) => ({
  aliases: linesOf(values.aliasesText),
  outsideIds: outsideIdsOf(values.outsideIdsText),
});

/** The texts of the form. @param aliasesHelp where the other names are looked up */
export const NamesAndIds = ({ aliasesHelp }: { aliasesHelp: string }) => (
  <>
    <TextInput
      className="f6"
      source="aliasesText"
      label="Other names"
      multiline
      minRows={2}
      helperText={aliasesHelp}
    />
    <TextInput
      className="f6"
      source="outsideIdsText"
      label="Ids in other systems"
      multiline
      minRows={2}
      helperText="One on each line, such as skybox: 1234"
    />
  </>
);
