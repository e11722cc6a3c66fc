/** A menu of the header closes by Escape, which gives the focus back to its button, and by a click elsewhere. */
export function closeByItself(menu: HTMLDetailsElement, summary: HTMLElement): void {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.removeAttribute("open");
    summary.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!menu.contains(event.target as Node)) menu.removeAttribute("open");
  });
}
