import { type FormEvent, useState } from "react";
import type { ExperimentEntry } from "../api/documents.ts";
import { Button } from "../kit/Button.tsx";
import { Card } from "../kit/Card.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Field } from "../kit/Field.tsx";
import { Dial } from "../planner/Dial.tsx";
import { countriesOf, DEVICES, readAudience, writeAudience } from "./audience.ts";
import { type Experiment, useSaveExperiment } from "./drafts.ts";

/** Who takes part, and how many of them. */
export function AudienceStep({
  environment,
  entry,
  onDone,
}: {
  environment: string;
  entry: ExperimentEntry;
  onDone: () => void;
}) {
  const kept = readAudience(entry.experiment.audience);
  const [devices, setDevices] = useState(kept.devices);
  const [countries, setCountries] = useState(kept.countries.join(", "));
  const [allocation, setAllocation] = useState(entry.experiment.allocation);
  const save = useSaveExperiment(environment, entry);
  function submit(event: FormEvent) {
    event.preventDefault();
    const { audience: _, ...rest } = entry.experiment;
    const audience = writeAudience({ ...kept, devices, countries: countriesOf(countries) });
    save.mutate(
      { ...rest, allocation, ...(audience === undefined ? {} : { audience }) } as Experiment,
      { onSuccess: onDone },
    );
  }
  return (
    <Card title="Who takes part?">
      <form onSubmit={submit} className="max-w-[40rem] space-y-5 px-4 py-4 sm:px-5">
        <fieldset>
          <legend className="mb-1 text-13">Devices; all when none is chosen</legend>
          <div className="flex flex-wrap gap-4">
            {DEVICES.map((device) => (
              <label key={device} className="flex items-center gap-2 text-14">
                <input
                  type="checkbox"
                  className="size-4 accent-accent"
                  checked={devices.includes(device)}
                  onChange={({ target }) =>
                    setDevices((before) =>
                      target.checked
                        ? [...before, device]
                        : before.filter((each) => each !== device),
                    )
                  }
                />
                {device}
              </label>
            ))}
          </div>
        </fieldset>
        <Field
          label="Countries by their two letters, as DE, AT; all when empty"
          value={countries}
          maxLength={500}
          onText={setCountries}
        />
        {kept.rest && (
          <p className="text-13 text-muted">
            It also asks for something that is not shown here; that stays as it is.
          </p>
        )}
        <Dial
          label="Of these visitors take part"
          unit="%"
          scale={1000}
          low={1000}
          high={100_000}
          value={allocation}
          onValue={(value) => setAllocation(Math.round(value))}
        />
        <p className="text-13 text-muted">
          Half of those who take part get the changed page, the others the original.
        </p>
        {save.error && <Failure error={save.error} />}
        <Button look="primary" type="submit" disabled={save.isPending}>
          Save and next
        </Button>
      </form>
    </Card>
  );
}
