import { useQuery } from "@tanstack/react-query";
import type { Condition } from "../api/documents.ts";
import { flagsMatching } from "../api/lists.ts";
import { flag as flagQuestion } from "../api/questions.ts";
import { Check } from "../kit/Check.tsx";
import { KeyField } from "../kit/KeyField.tsx";

/** Another flag, and which of its variants it must give. */
export function FlagFields({
  environment,
  condition,
  onCondition,
}: {
  environment: string;
  condition: Condition;
  onCondition: (condition: Condition) => void;
}) {
  const { flag = "", variants = [], whileOn } = condition;
  const { data: found } = useQuery(flagsMatching(environment, flag === "" ? {} : { q: flag }));
  const keys = found?.flags.map((each) => each.flag.key) ?? [];
  const { data: chosen } = useQuery({
    ...flagQuestion(environment, flag),
    enabled: keys.includes(flag),
  });
  const known = chosen?.flag.variants.map(({ key }) => key) ?? [];
  const shown = [...new Set([...known, ...variants])];
  return (
    <>
      <KeyField
        label="Flag"
        proposals={keys}
        value={flag}
        onText={(text) => onCondition({ ...condition, flag: text, variants: [] })}
      />
      {shown.length > 0 && (
        <fieldset>
          <legend className="text-13">It gives one of</legend>
          {shown.map((key) => (
            <Check
              key={key}
              checked={variants.includes(key)}
              onCheck={(checked) =>
                onCondition({
                  ...condition,
                  variants: checked
                    ? shown.filter((each) => each === key || variants.includes(each))
                    : variants.filter((each) => each !== key),
                })
              }
            >
              {key}
            </Check>
          ))}
        </fieldset>
      )}
      <Check
        checked={whileOn === true}
        onCheck={(checked) => {
          const { whileOn: _, ...rest } = condition;
          onCondition(checked ? { ...rest, whileOn: true } : rest);
        }}
      >
        Only while that flag is on
      </Check>
    </>
  );
}
