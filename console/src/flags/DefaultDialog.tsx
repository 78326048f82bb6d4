import { type FormEvent, useState } from "react";
import type { Flag } from "../api/documents.ts";
import { Button } from "../kit/Button.tsx";
import { Dialog } from "../kit/Dialog.tsx";
import { Select } from "../kit/Select.tsx";
import { ServeFields } from "./ServeFields.tsx";

/** What is served when no rule matched, and what while the flag is off. */
export function DefaultDialog({
  environment,
  flag,
  onFlag,
  onClose,
}: {
  environment: string;
  flag: Flag;
  onFlag: (change: (flag: Flag) => Flag) => void;
  onClose: () => void;
}) {
  const [serve, setServe] = useState(flag.default);
  const [off, setOff] = useState(flag.off ?? "");
  function submit(event: FormEvent) {
    event.preventDefault();
    onFlag(({ off: _, ...draft }) => ({
      ...draft,
      default: serve,
      ...(off !== "" && { off }),
    }));
    onClose();
  }
  return (
    <Dialog title="Who is served by no rule" side="end" onClose={onClose}>
      <form onSubmit={submit} className="space-y-6">
        <section className="space-y-2">
          <h3 className="font-semibold text-14">While the flag is on</h3>
          <ServeFields
            environment={environment}
            flag={flag}
            serve={serve}
            onServe={setServe}
            pointer="/default"
          />
        </section>
        <section className="space-y-2">
          <h3 className="font-semibold text-14">While it is off or killed</h3>
          <Select
            label="Everybody gets"
            options={[
              ...flag.variants.map(({ key, name }) => ({
                value: key,
                word: name === undefined ? key : `${name} (${key})`,
              })),
              { value: "", word: "Nothing: the page's own" },
            ]}
            chosen={off}
            onChoose={setOff}
          />
        </section>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            Done
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
