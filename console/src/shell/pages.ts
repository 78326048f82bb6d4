import {
  BellRing,
  Bug,
  CalendarClock,
  Download,
  Flag,
  FlaskConical,
  Gauge,
  House,
  type LucideIcon,
  MonitorSmartphone,
  Network,
  Ruler,
  ScrollText,
  Settings,
  UploadCloud,
  Users,
} from "lucide-react";

const AT = "/environments/$environment";

/** The pages of an environment in the order in which people come to them. */
export const PAGES = [
  { to: `${AT}/home`, word: "Home", icon: House },
  { to: `${AT}/experiments`, word: "Experiments", icon: FlaskConical },
  { to: `${AT}/flags`, word: "Flags", icon: Flag },
  { to: `${AT}/alerts`, word: "Alerts", icon: BellRing },
  { to: `${AT}/publication`, word: "Publication", icon: UploadCloud },
  { to: `${AT}/segments`, word: "Segments", icon: Users },
  { to: `${AT}/metrics`, word: "Metrics", icon: Ruler },
  { to: `${AT}/performance`, word: "Performance", icon: Gauge },
  { to: `${AT}/edges`, word: "Edge health", icon: Network },
  { to: `${AT}/planner`, word: "Planner", icon: CalendarClock },
  { to: `${AT}/preview`, word: "Preview & QA", icon: MonitorSmartphone },
  { to: `${AT}/debugger`, word: "Debugger", icon: Bug },
  { to: `${AT}/audit`, word: "Audit log", icon: ScrollText },
  { to: `${AT}/export`, word: "Export", icon: Download },
  { to: `${AT}/settings`, word: "Settings", icon: Settings },
] as const satisfies { to: string; word: string; icon: LucideIcon }[];

/** What has room along the bottom edge of a phone; the others wait behind More. */
export const PAGES_AT_HAND = 4;
