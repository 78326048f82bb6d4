const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Also read by public/theme.js before the first paint. */
const STORED_AS = "rimlight.theme";
const SYSTEM_DARK = window.matchMedia("(prefers-color-scheme: dark)");

export function chosenTheme(): Theme {
  const stored = localStorage.getItem(STORED_AS);
  return THEMES.find((theme) => theme === stored) ?? "system";
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(STORED_AS, theme);
  paint();
}

export function followSystemTheme(): void {
  SYSTEM_DARK.addEventListener("change", paint);
}

function paint(): void {
  const theme = chosenTheme();
  const dark = theme === "dark" || (theme === "system" && SYSTEM_DARK.matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}
