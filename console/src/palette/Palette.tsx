import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useDeferredValue, useId, useState } from "react";
import { useMay } from "../access/useMay.ts";
import type { FlagEntry } from "../api/documents.ts";
import { KillDialog } from "../kill/KillDialog.tsx";
import { useMayKill } from "../kill/useMayKill.ts";
import { Dialog } from "../kit/Dialog.tsx";
import { type Choice, choicesOf } from "./choices.ts";
import { foundExperiments, foundFlags } from "./questions.ts";

/** Goes to a page, a flag or an experiment by a few letters, or begins what its own button begins. */
export function Palette({ environment, onClose }: { environment: string; onClose: () => void }) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const [killing, setKilling] = useState<FlagEntry>();
  const asked = useDeferredValue(text.trim());
  const flags = useQuery(foundFlags(environment, asked));
  const experiments = useQuery(foundExperiments(environment, asked));
  const may = { kill: useMayKill(environment), edit: useMay("editor") };
  const navigate = useNavigate();
  const list = useId();
  const choices = choicesOf(
    text,
    flags.data?.flags ?? [],
    experiments.data?.experiments ?? [],
    may,
  );
  const chosen = choices[Math.min(at, choices.length - 1)];

  function choose(choice: Choice) {
    if ("kill" in choice) {
      setKilling(choice.kill);
      return;
    }
    onClose();
    void navigate({
      to: choice.to as "/environments/$environment/flags/$key",
      params: { environment, key: choice.key ?? "" },
    });
  }

  function hear(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && choices.length > 0) {
      event.preventDefault();
      const from = Math.min(at, choices.length - 1);
      setAt((from + step + choices.length) % choices.length);
    } else if (event.key === "Enter" && chosen !== undefined) {
      event.preventDefault();
      choose(chosen);
    }
  }

  if (killing !== undefined) {
    return (
      <KillDialog
        environment={environment}
        flag={killing.flag.key}
        {...(killing.flag.off === undefined ? {} : { off: killing.flag.off })}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog title={`Find or do in ${environment}`} onClose={onClose}>
      <input
        role="combobox"
        aria-label="Page, flag, experiment or what to do"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={chosen === undefined ? undefined : `${list} ${chosen.id}`}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        data-focus-first
        value={text}
        maxLength={100}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={hear}
        className="h-10 w-full rounded-sm border border-line-strong bg-surface px-3 text-14"
      />
      <div id={list} role="listbox" aria-label="Found" className="mt-3 max-h-80 overflow-y-auto">
        {choices.map((choice, index) => (
          <Option
            key={choice.id}
            id={`${list} ${choice.id}`}
            choice={choice}
            begins={choices[index - 1]?.group !== choice.group}
            active={choice === chosen}
            onChoose={() => choose(choice)}
          />
        ))}
      </div>
      <p className="mt-3 text-12 text-muted" aria-live="polite">
        {choices.length === 0
          ? `Nothing in ${environment} is called so.`
          : "Arrow keys choose, Enter goes, Escape closes."}
      </p>
    </Dialog>
  );
}

function Option({
  id,
  choice,
  begins,
  active,
  onChoose,
}: {
  id: string;
  choice: Choice;
  begins: boolean;
  active: boolean;
  onChoose: () => void;
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the combobox keeps the focus and names the active one
    <div
      id={id}
      role="option"
      aria-selected={active}
      onClick={onChoose}
      ref={(element) => {
        if (active) element?.scrollIntoView({ block: "nearest" });
      }}
      className={`cursor-pointer rounded-sm px-3 py-1.5 text-14 ${active ? "bg-sunken" : ""} ${begins ? "mt-2 first:mt-0" : ""}`}
    >
      {begins && <span className="block pb-0.5 text-11 text-muted">{choice.group} </span>}
      <span className={"kill" in choice ? "text-danger" : ""}>{choice.word}</span>
      {choice.detail && <span className="text-12 text-muted"> {choice.detail}</span>}
    </div>
  );
}
