import { type LucideIcon, Mail, MessageSquare, Webhook } from "lucide-react";
import type { AlertChannel } from "../api/documents.ts";

/** What each kind of channel is called, and what its target is. */
export const KINDS: Record<
  AlertChannel["kind"],
  { word: string; icon: LucideIcon; target: string; example: string }
> = {
  webhook: {
    word: "Webhook",
    icon: Webhook,
    target: "Address",
    example: "https://example.com/alerts",
  },
  slack: {
    word: "Slack",
    icon: MessageSquare,
    target: "Address of the incoming webhook",
    example: "https://hooks.slack.com/services/…",
  },
  email: { word: "Mail", icon: Mail, target: "Mailbox", example: "ops@example.com" },
};
