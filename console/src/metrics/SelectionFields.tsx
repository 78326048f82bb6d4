import type { Selection } from "../api/documents.ts";
import { FaultsAt } from "../edits/FaultsAt.tsx";
import { Field } from "../kit/Field.tsx";
import { Select } from "../kit/Select.tsx";
import type { MetricDocument } from "./document.ts";

type Selected = Pick<MetricDocument, "event" | "of" | "amount" | "where">;

const OF: { value: NonNullable<Selection["of"]>; word: string }[] = [
  { value: "conversion", word: "conversions" },
  { value: "vital", word: "web vitals" },
  { value: "error", word: "errors" },
];

/** Which events count, and what is added up of them. */
export function SelectionFields({
  selection: { event, of, amount, where },
  sums,
  onSelection,
  pointer,
}: {
  selection: Selected;
  /** Whether something is added up. */
  sums: boolean;
  onSelection: (fields: {
    event?: string;
    of?: Selection["of"] | undefined;
    amount?: Selection["amount"] | undefined;
  }) => void;
  pointer: string;
}) {
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <div>
          <Field
            label="Event, or * for every one"
            required
            maxLength={64}
            autoComplete="off"
            spellCheck={false}
            value={event ?? ""}
            onText={(text) => onSelection({ event: text })}
          />
          <FaultsAt pointer={`${pointer}/event`} />
        </div>
        <Select
          label="Among"
          options={OF}
          chosen={of ?? "conversion"}
          onChoose={(chosen) => onSelection({ of: chosen })}
        />
      </div>
      {sums && (
        <Select
          label="What is added up"
          options={[
            { value: "value", word: "The values of the events" },
            { value: "count", word: "The number of events" },
          ]}
          chosen={amount ?? "value"}
          onChoose={(chosen) => onSelection({ amount: chosen === "count" ? "count" : undefined })}
        />
      )}
      {where && (
        <p className="text-12 text-muted">
          Only some events count, which this page has no fields for; it is kept:{" "}
          <code className="break-all">{JSON.stringify(where)}</code>
        </p>
      )}
    </>
  );
}
