import { CircleOff } from "lucide-react";
import { useState } from "react";
import type { Token } from "../api/documents.ts";
import { useRevokeToken, useRotateToken } from "../api/tokens.ts";
import { day, time } from "../fmt.ts";
import { Button } from "../kit/Button.tsx";
import { Chip } from "../kit/Chip.tsx";
import { Confirm } from "../kit/Confirm.tsx";
import { toast } from "../kit/toasts.ts";
import { roleWords, whereWords } from "./roleWords.ts";
import { SecretDialog } from "./SecretDialog.tsx";

export function TokenItem({ environment, token }: { environment: string; token: Token }) {
  const { id, name, role, revokedAt } = token;
  const rotate = useRotateToken(environment, id);
  const revoke = useRevokeToken(environment, id);
  const [asking, setAsking] = useState<"rotate" | "revoke">();
  const close = () => setAsking(undefined);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3 sm:px-5">
      <div className="min-w-0 flex-1 basis-72 space-y-0.5">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="min-w-0 break-words font-medium">{name}</span>
          {revokedAt !== undefined && (
            <Chip tone="unclear" icon={CircleOff}>
              Revoked
            </Chip>
          )}
        </p>
        <p className="text-13 text-muted">
          {roleWords(role)} · {whereWords(token.environment)}
        </p>
        <p className="text-12 text-muted tabular-nums">{facts(token).join(" · ")}</p>
      </div>
      {revokedAt === undefined && (
        <div className="flex flex-wrap gap-2">
          <Button aria-label={`Rotate ${name}`} onClick={() => setAsking("rotate")}>
            Rotate…
          </Button>
          <Button look="danger" aria-label={`Revoke ${name}`} onClick={() => setAsking("revoke")}>
            Revoke…
          </Button>
        </div>
      )}
      {asking === "rotate" && (
        <Confirm
          title={`Rotate ${name}`}
          word="Rotate"
          pending={rotate.isPending}
          error={rotate.error}
          onConfirm={() => rotate.mutate(undefined, { onSuccess: close })}
          onClose={close}
        >
          The token gets another secret. The old one opens nothing from that moment on.
        </Confirm>
      )}
      {rotate.data && <SecretDialog made={rotate.data} onClose={() => rotate.reset()} />}
      {asking === "revoke" && (
        <Confirm
          title={`Revoke ${name}`}
          word={`Revoke ${name}`}
          typed={name}
          pending={revoke.isPending}
          error={revoke.error}
          onConfirm={() =>
            revoke.mutate(undefined, {
              onSuccess: () => {
                toast(`${name} is revoked.`);
                close();
              },
            })
          }
          onClose={close}
        >
          From now on the token opens nothing. Nobody can take that back.
        </Confirm>
      )}
    </li>
  );
}

function facts({ madeAt, madeBy, expiresAt, usedAt, revokedAt }: Token): string[] {
  return [
    `made ${day(madeAt)} by ${madeBy}`,
    usedAt === undefined ? "never used" : `last used ${time(usedAt)}`,
    expiresAt === undefined ? "has no end" : `ends ${day(expiresAt)}`,
    ...(revokedAt === undefined ? [] : [`revoked ${time(revokedAt)}`]),
  ];
}
