import type { Page } from "playwright-core";

/**
 * Holds long work at a gate, so that what happens meanwhile is looked at and not raced: every slice of work ends with its
 * first step, however fast the machine is, and once a line that begins with `phase` is on the page no further one begins
 * until `open` was called.
 */
export async function closeGate(page: Page, phase: string): Promise<{ open(): Promise<void> }> {
  await page.evaluate((wanted) => {
    const scope = window as unknown as { openGate?: () => void };
    const channel = window.MessageChannel;
    // The slices ask the page's clock each time; what draws keeps the one that it began with, and is not held back.
    const clock = performance;
    let time = clock.now();
    const hasten = { now: () => Math.max((time += 25), clock.now()) };
    Object.defineProperty(window, "performance", { configurable: true, writable: true, value: hasten });
    const waiting: (() => void)[] = [];
    const isShown = () =>
      [...document.querySelectorAll("#pane span")].some(
        (line) => line.textContent?.startsWith(wanted) && line.checkVisibility(),
      );
    // The pages rest by a message that they send to themselves.
    window.MessageChannel = class extends channel {
      constructor() {
        super();
        const send = this.port2.postMessage.bind(this.port2) as (message: unknown) => void;
        this.port2.postMessage = (message: unknown) => {
          if (isShown()) waiting.push(() => send(message));
          else send(message);
        };
      }
    };
    scope.openGate = () => {
      window.MessageChannel = channel;
      window.performance = clock;
      for (const resume of waiting) resume();
    };
  }, phase);
  return { open: () => page.evaluate(() => (window as unknown as { openGate: () => void }).openGate()) };
}
