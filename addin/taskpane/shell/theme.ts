import { teamsHighContrastTheme, webDarkTheme, webLightTheme, type Theme } from "@fluentui/react-components";
import { useEffect, useState } from "react";

export const themeChoices = ["auto", "light", "dark", "contrast"] as const;

/** `auto` follows the system. */
export type ThemeChoice = (typeof themeChoices)[number];
export type ShownTheme = Exclude<ThemeChoice, "auto">;

const themes: Record<ShownTheme, Theme> = {
  light: webLightTheme,
  dark: webDarkTheme,
  contrast: teamsHighContrastTheme,
};

function systemTheme(): ShownTheme {
  if (window.matchMedia("(forced-colors: active)").matches) return "contrast";
  return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** The theme to show now; with `auto` it changes as the system changes. */
export function useTheme(choice: ThemeChoice): { name: ShownTheme; theme: Theme } {
  const [system, setSystem] = useState(systemTheme);
  useEffect(() => {
    const queries = ["(forced-colors: active)", "(prefers-color-scheme: dark)"].map((query) =>
      window.matchMedia(query),
    );
    const changed = () => setSystem(systemTheme());
    for (const query of queries) query.addEventListener("change", changed);
    return () => {
      for (const query of queries) query.removeEventListener("change", changed);
    };
  }, []);
  const name = choice === "auto" ? system : choice;
  return { name, theme: themes[name] };
}
