// Runs before the first paint, as a file of its own because the content security policy allows no inline script.
(() => {
  let chosen = "system";
  try {
    chosen = localStorage.getItem("rimlight.theme") ?? "system";
  } catch {
    // A browser that forbids storage follows the system.
  }
  const dark =
    chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
