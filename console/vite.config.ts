import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const control = process.env.RIMLIGHT_CONTROL ?? "http://127.0.0.1:8790";

/** Few files compress better than many small ones, and each has its name in the entry. */
const CHUNKS = [
  { name: "first", tags: ["$initial" as const], priority: 2 },
  {
    name: "kit",
    test: /src\/(kit|shell|access|fmt)|openapi-fetch|lucide-react|@tanstack/,
    minShareCount: 3,
    includeDependenciesRecursively: false,
    priority: 1,
  },
];

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: {
    // The content security policy allows no data: fonts, and the size test reads the manifest.
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
  server: { proxy: { "/v1": control, "/health": control } },
});
