import { teamsHighContrastTheme, webDarkTheme, webLightTheme, type Theme } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import type { ChartTheme } from "@crm-functions/core";
import {
  colors,
  onSystemChange,
  shownTheme,
  systemNow,
  type Colors,
  type ShownTheme,
  type ThemeChoice,
} from "./colors";

/** A Fluent theme with our colours; colours that these do not cover (shadows, success, warning) stay Fluent's. */
function themeOf(base: Theme, own: Colors): Theme {
  const { bg, bg2, bg3, ink, ink2, ink3, line, line2, accent, hover, on, tint, tintink, bad } = own;
  /** Colours at rest, and on hover, press and selection, for the tokens that have these states. */
  const inStates: readonly (readonly [token: string, resting: string | undefined, otherwise: string])[] = [
    ["NeutralBackground1", bg, bg3],
    ["SubtleBackground", undefined, bg3],
    ["NeutralForeground1", ink, ink],
    ["NeutralForeground2", ink2, ink],
    ["NeutralForeground2Brand", undefined, accent],
    ["NeutralStroke1", line2, ink3],
    ["NeutralStrokeAccessible", line2, ink3],
    ["BrandBackground", accent, hover],
    ["BrandForegroundLink", accent, hover],
    ["CompoundBrandBackground", accent, hover],
    ["CompoundBrandForeground1", accent, hover],
    ["CompoundBrandStroke", accent, hover],
  ];
  const states = inStates.flatMap(([token, resting, otherwise]) =>
    ["", "Hover", "Pressed", "Selected"].flatMap((state) => {
      const name = `color${token}${state}`;
      const colour = state === "" ? resting : otherwise;
      return name in base && colour !== undefined ? [[name, colour] as const] : [];
    }),
  );
  return {
    ...base,
    ...(Object.fromEntries(states) as Partial<Theme>),
    fontFamilyBase:
      '"Segoe UI", system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
    colorNeutralBackground2: bg2,
    colorNeutralBackground3: bg3,
    colorNeutralForeground3: ink3,
    colorNeutralForeground4: ink3,
    colorNeutralForegroundOnBrand: on,
    colorNeutralStroke2: line,
    colorNeutralStroke3: line,
    colorNeutralStrokeAccessibleSelected: accent,
    colorBrandBackground2: tint,
    colorBrandForeground1: accent,
    colorBrandForeground2: tintink,
    colorBrandStroke1: accent,
    colorBrandStroke2: line,
    colorStrokeFocus2: ink,
    colorStatusDangerBackground3: bad,
    colorStatusDangerForeground1: bad,
    colorStatusDangerBorder2: bad,
    colorPaletteRedForeground1: bad,
    colorPaletteRedForeground3: bad,
    colorPaletteRedBorder2: bad,
  };
}

const themes: Record<ShownTheme, Theme> = {
  light: themeOf(webLightTheme, colors.light),
  dark: themeOf(webDarkTheme, colors.dark),
  contrast: contrastTheme(),
};

/** Our colours at rest; on hover, press and selection, Fluent's inverted colours, which only work together. */
function contrastTheme(): Theme {
  const own = Object.entries(themeOf(teamsHighContrastTheme, colors.contrast));
  const resting = own.filter(([token]) => !/(Hover|Pressed|Selected)$/.test(token));
  return { ...teamsHighContrastTheme, ...(Object.fromEntries(resting) as Partial<Theme>) };
}

/** The same theme with text and lines in full ink, for users whose system requests more contrast. */
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
  light: withMoreContrast(themes.light, "#000000"),
  dark: withMoreContrast(themes.dark, "#ffffff"),
} as const;

interface ThemeNow {
  readonly name: ShownTheme;
  readonly theme: Theme;
  /** The theme of charts, which forced colours do not affect. */
  readonly chartTheme: ChartTheme;
  /** For elements that the browser draws: date pickers, scroll bars. */
  readonly colorScheme: "light" | "dark";
}

/** The theme to show now; `auto` follows changes of the system. */
export function useTheme(choice: ThemeChoice): ThemeNow {
  const [system, setSystem] = useState(systemNow);
  useEffect(() => onSystemChange(() => setSystem(systemNow())), []);
  const name = shownTheme(choice, system);
  // With forced colours the system colours the page, for some users dark on light; charts have to match.
  if (system.forced) {
    return {
      name,
      theme: teamsHighContrastTheme,
      chartTheme: system.dark ? "highContrast" : "light",
      colorScheme: system.dark ? "dark" : "light",
    };
  }
  if (name === "contrast") {
    return { name, theme: themes.contrast, chartTheme: "highContrast", colorScheme: "dark" };
  }
  const more = choice === "auto" && system.more;
  return { name, theme: more ? moreContrast[name] : themes[name], chartTheme: name, colorScheme: name };
}
