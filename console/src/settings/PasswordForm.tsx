import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useChangePassword } from "../api/people.ts";
import { session } from "../api/session.ts";
import { Button } from "../kit/Button.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Field } from "../kit/Field.tsx";
import { toast } from "../kit/toasts.ts";

export const FEWEST_CHARS = 8;
export const MOST_CHARS = 256;

export function PasswordForm({ name }: { name: string }) {
  const queries = useQueryClient();
  const [old, setOld] = useState("");
  const [chosen, setChosen] = useState("");
  const [again, setAgain] = useState("");
  const change = useChangePassword();
  const differs = again !== "" && again !== chosen;
  async function submit(event: FormEvent) {
    event.preventDefault();
    try {
      await change.mutateAsync({ old, new: chosen });
    } catch {
      // Said by the form.
      return;
    }
    toast("The password is changed. Sign in with the new one.");
    await queries.resetQueries(session);
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="max-w-md space-y-4 px-4 py-4 sm:px-5">
      <p className="text-13 text-muted">
        All your sessions end when it is changed: you sign in again, here too.
      </p>
      <input type="hidden" autoComplete="username" value={name} readOnly />
      <Field
        label="Present password"
        type="password"
        autoComplete="current-password"
        required
        value={old}
        onText={setOld}
      />
      <Field
        label={`New password, ${FEWEST_CHARS} characters or more`}
        type="password"
        autoComplete="new-password"
        minLength={FEWEST_CHARS}
        maxLength={MOST_CHARS}
        required
        value={chosen}
        onText={setChosen}
      />
      <Field
        label="New password again"
        type="password"
        autoComplete="new-password"
        required
        value={again}
        onText={setAgain}
        aria-invalid={differs}
      />
      <p role="status" className="text-13 text-danger">
        {differs && "The two new passwords differ."}
      </p>
      {change.error && <Failure error={change.error} />}
      <Button
        type="submit"
        disabled={change.isPending || old === "" || chosen === "" || chosen !== again}
      >
        Change the password
      </Button>
    </form>
  );
}
