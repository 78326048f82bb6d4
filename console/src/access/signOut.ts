import { client, document } from "../api/client.ts";
import { toast } from "../kit/toasts.ts";

export async function signOut(): Promise<void> {
  try {
    await document(client.DELETE("/v1/session"));
    // Nothing of this person's answers stays in memory; the address does.
    window.location.reload();
  } catch (error) {
    toast(`Still signed in: ${error instanceof Error ? error.message : String(error)}`);
  }
}
