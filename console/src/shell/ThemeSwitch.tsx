import { useState } from "react";
import { Choice } from "../kit/Choice.tsx";
import { chooseTheme, chosenTheme, type Theme } from "./theme.ts";

const OPTIONS: { value: Theme; word: string }[] = [
  { value: "system", word: "System" },
  { value: "light", word: "Light" },
  { value: "dark", word: "Dark" },
];

export function ThemeSwitch() {
  const [chosen, setChosen] = useState(chosenTheme);
  function choose(theme: Theme) {
    chooseTheme(theme);
    setChosen(theme);
  }
  return <Choice legend="Theme" options={OPTIONS} chosen={chosen} onChoose={choose} />;
}
