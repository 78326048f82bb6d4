import { FaultsAt } from "../edits/FaultsAt.tsx";
import { Field } from "../kit/Field.tsx";
import { LongText } from "../kit/LongText.tsx";

type Named = { key: string; name?: string; description?: string };

/** What a segment, metric, layer or holdout is called; its key only while it is new. */
export function KeyAndName<Document extends Named>({
  document,
  onDocument,
  fresh,
}: {
  document: Document;
  onDocument: (document: Document) => void;
  fresh: boolean;
}) {
  /** A text that is empty is absent. */
  function change(field: "name" | "description", text: string) {
    const { [field]: _, ...rest } = document;
    onDocument((text === "" ? rest : { ...rest, [field]: text }) as Document);
  }
  return (
    <>
      {fresh && (
        <div>
          <Field
            label="Key"
            required
            maxLength={64}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={document.key}
            onText={(key) => onDocument({ ...document, key })}
            data-focus-first
          />
          <FaultsAt pointer="/key" />
        </div>
      )}
      <div>
        <Field
          label="Name"
          maxLength={200}
          value={document.name ?? ""}
          onText={(text) => change("name", text)}
          {...(!fresh && { "data-focus-first": true })}
        />
        <FaultsAt pointer="/name" />
      </div>
      <div>
        <LongText
          label="Description"
          maxLength={2000}
          value={document.description ?? ""}
          onText={(text) => change("description", text)}
        />
        <FaultsAt pointer="/description" />
      </div>
    </>
  );
}
