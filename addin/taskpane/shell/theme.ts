import { teamsHighContrastTheme, webDarkTheme, webLightTheme, type Theme } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import type { ChartTheme } from "@crm-functions/core";

export const themeChoices = ["auto", "light", "dark", "contrast"] as const;

/** `auto` follows the system. */
export type ThemeChoice = (typeof themeChoices)[number];
export type ShownTheme = Exclude<ThemeChoice, "auto">;

const themes: Record<ShownTheme, Theme> = {
  light: webLightTheme,
  dark: webDarkTheme,
  contrast: teamsHighContrastTheme,
};

const media = {
  forced: "(forced-colors: active)",
  more: "(prefers-contrast: more)",
  dark: "(prefers-color-scheme: dark)",
} as const;

type System = Readonly<Record<keyof typeof media, boolean>>;

function systemNow(): System {
  const matches = (query: string) => window.matchMedia(query).matches;
  return { forced: matches(media.forced), more: matches(media.more), dark: matches(media.dark) };
}

/** The same theme with words and lines in full ink, for people who asked their system for more contrast. */
function withMoreContrast(theme: Theme, ink: string): Theme {
  return {
    ...theme,
    colorNeutralForeground1: ink,
    colorNeutralForeground2: ink,
    colorNeutralForeground3: ink,
    colorNeutralForeground4: ink,
    colorNeutralStroke1: ink,
    colorNeutralStroke2: ink,
    colorNeutralStroke3: ink,
    colorNeutralStrokeAccessible: ink,
  };
}

const moreContrast = {
  light: withMoreContrast(webLightTheme, "#000000"),
  dark: withMoreContrast(webDarkTheme, "#ffffff"),
} as const;

export interface ThemeNow {
  readonly name: ShownTheme;
  readonly theme: Theme;
  /** The theme of drawings, which forced colours do not reach. */
  readonly chartTheme: ChartTheme;
  /** For what the browser draws itself: the pickers of dates, scroll bars. */
  readonly colorScheme: "light" | "dark";
}

/** The theme to show now; with `auto` it changes as the system changes. */
export function useTheme(choice: ThemeChoice): ThemeNow {
  const [system, setSystem] = useState(systemNow);
  useEffect(() => {
    const queries = Object.values(media).map((query) => window.matchMedia(query));
    const changed = () => setSystem(systemNow());
    for (const query of queries) query.addEventListener("change", changed);
    return () => {
      for (const query of queries) query.removeEventListener("change", changed);
    };
  }, []);
  const scheme = system.dark ? "dark" : "light";
  const name = choice !== "auto" ? choice : system.forced ? "contrast" : scheme;
  // With forced colours the system paints the page, dark on light for some: what we draw has to go with it.
  if (system.forced) {
    return {
      name: "contrast",
      theme: themes.contrast,
      chartTheme: system.dark ? "highContrast" : "light",
      colorScheme: scheme,
    };
  }
  if (name === "contrast") {
    return { name, theme: themes.contrast, chartTheme: "highContrast", colorScheme: "dark" };
  }
  const more = choice === "auto" && system.more;
  return { name, theme: more ? moreContrast[name] : themes[name], chartTheme: name, colorScheme: name };
}
