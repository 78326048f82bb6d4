import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { client, document } from "../api/client.ts";
import { signInWays } from "../api/questions.ts";
import { isSignedOut } from "../api/refusal.ts";
import { session } from "../api/session.ts";
import { Button } from "../kit/Button.tsx";
import { Failure } from "../kit/Failure.tsx";
import { Field } from "../kit/Field.tsx";

/** Stands in for the page asked for, whose address it keeps. */
export function SignIn() {
  const queries = useQueryClient();
  const oidc = useQuery(signInWays).data?.oidc;
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const signIn = useMutation({
    mutationKey: session.queryKey,
    mutationFn: () => document(client.POST("/v1/session", { body: { name, password } })),
    onSuccess: (who) => queries.setQueryData(session.queryKey, who),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    signIn.mutate();
  }
  return (
    <main className="flex min-h-dvh items-center justify-center p-4">
      <title>Sign in · Rimlight</title>
      <form
        onSubmit={submit}
        className="w-full max-w-sm space-y-4 rounded-lg border border-line bg-surface p-6"
      >
        <div>
          <p className="font-semibold text-13 text-muted">Rimlight</p>
          <h1 className="font-semibold text-20 tracking-tight">Sign in</h1>
        </div>
        <Field label="Name" autoComplete="username" required value={name} onText={setName} />
        <Field
          label="Password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onText={setPassword}
        />
        {signIn.error &&
          (isSignedOut(signIn.error) ? (
            <p role="alert" className="font-medium text-13 text-danger">
              Name and password do not match.
            </p>
          ) : (
            <Failure error={signIn.error} />
          ))}
        <Button look="primary" type="submit" className="w-full" disabled={signIn.isPending}>
          Sign in
        </Button>
        {oidc && (
          <Button className="w-full" onClick={() => window.location.assign(beginning(oidc.path))}>
            Sign in with {oidc.name}
          </Button>
        )}
      </form>
    </main>
  );
}

/** The provider is a page of its own, and sends back to the page asked for. */
function beginning(path: string): string {
  const { pathname, search } = window.location;
  return `${path}?to=${encodeURIComponent(pathname + search)}`;
}
