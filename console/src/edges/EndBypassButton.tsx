import { Power } from "lucide-react";
import { Button } from "../kit/Button.tsx";
import { toast } from "../kit/toasts.ts";
import { useBypass, useEndBypass } from "./orders.ts";

/** One click: what is published holds again. Undo turns everything off again. */
export function EndBypassButton({
  environment,
  onEnded,
}: {
  environment: string;
  onEnded?: () => void;
}) {
  const bypass = useBypass(environment);
  const end = useEndBypass(environment);

  async function turnOn() {
    try {
      await end.mutateAsync(undefined);
      toast(`${environment} is turned on again.`, () => void turnOff());
      onEnded?.();
    } catch (error) {
      toast(`${environment} stays turned off: ${reasonOf(error)}`);
    }
  }

  async function turnOff() {
    try {
      await bypass.mutateAsync({ confirm: environment, reason: "Undo of turning it on again" });
      toast(`Everything of ${environment} is turned off again.`);
    } catch (error) {
      toast(`${environment} stays turned on: ${reasonOf(error)}`);
    }
  }

  return (
    <Button onClick={() => void turnOn()} disabled={end.isPending}>
      <Power aria-hidden size={15} />
      Turn everything on again
    </Button>
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
