import { useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { signOut } from "../access/signOut.ts";
import { session } from "../api/session.ts";
import { time } from "../fmt.ts";
import { Button } from "../kit/Button.tsx";
import { Card } from "../kit/Card.tsx";
import { ThemeSwitch } from "../shell/ThemeSwitch.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { roleWords } from "./roleWords.ts";

/** What anybody who is signed in may set: their own password, how the console looks, and the end of the session. */
export function Yourself() {
  const { data: who } = useSuspenseQuery(session);
  const { environment } = useParams({ strict: false });
  const role = environment === undefined ? who.role : who.roles?.[environment];
  return (
    <>
      <Card title="Signed in" aside={<Button onClick={() => void signOut()}>Sign out</Button>}>
        <dl className="grid gap-x-6 gap-y-3 px-4 py-4 sm:grid-cols-3 sm:px-5">
          <Fact term="Name">{who.name}</Fact>
          <Fact term="Role here">{role === undefined ? "none" : roleWords(role)}</Fact>
          <Fact term="Session ends">
            {who.expiresAt === undefined ? "never" : time(who.expiresAt)}
          </Fact>
        </dl>
      </Card>
      <Card title="Password">
        <PasswordForm name={who.name} />
      </Card>
      <Card title="Theme">
        <div className="max-w-80 px-4 py-4 sm:px-5">
          <ThemeSwitch />
        </div>
      </Card>
    </>
  );
}

function Fact({ term, children }: { term: string; children: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-12 text-muted">{term}</dt>
      <dd className="break-words font-medium tabular-nums">{children}</dd>
    </div>
  );
}
