import { useLayoutEffect, useRef, useState, type ReactElement } from "react";
import { svgOf, type ReportFigure } from "@crm-functions/core";
import { usePane } from "../shell/pane-context";
import { useText } from "../shell/text";

const grounds: Readonly<Record<string, string>> = {
  light: "#ffffff",
  dark: "#000000",
  highContrast: "#000000",
};

/** A figure of the report at the available width; redrawn when the width changes. */
export function Picture({ figure }: { figure: ReportFigure }): ReactElement | null {
  const { language } = useText();
  const { chartTheme, themeName } = usePane();
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const measure = () => setWidth(Math.floor(element.clientWidth));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  const drawn =
    width < 40
      ? ""
      : svgOf(figure.draw({ language, theme: chartTheme, title: "", columns: width > 560 ? 3 : 2 }), {
          width: Math.min(width, 640),
          theme: chartTheme,
          alternative: figure.title,
        });
  return (
    <div
      ref={place}
      style={{
        width: "100%",
        // Forced colours do not affect drawings, so the background has to match the drawing.
        forcedColorAdjust: "none",
        backgroundColor: themeName === "contrast" ? grounds[chartTheme] : undefined,
      }}
      // The drawing is our own, with all user text escaped.
      dangerouslySetInnerHTML={{ __html: drawn }}
    />
  );
}
