import type { Alert } from "../api/documents.ts";
import { AlertItem } from "./AlertItem.tsx";

export function AlertList({ environment, alerts }: { environment: string; alerts: Alert[] }) {
  return (
    <ul className="divide-y divide-line">
      {alerts.map((alert) => (
        <AlertItem key={alert.number} environment={environment} alert={alert} />
      ))}
    </ul>
  );
}
