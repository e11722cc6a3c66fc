import { beforeEach, describe, expect, test } from "@jest/globals";
import { associateCommands } from "../../../../../addin/taskpane/excel/commands";
import type { PaneTask } from "../../../../../addin/taskpane/shell/pane-task";

type Command = (event?: { completed(): void }) => Promise<void>;
const commands = new Map<string, Command>();
const log: string[] = [];

beforeEach(() => {
  commands.clear();
  log.length = 0;
  Object.assign(globalThis, {
    Office: {
      actions: { associate: (name: string, body: Command) => commands.set(name, body) },
      addin: { showAsTaskpane: async () => void log.push("shown") },
      context: {
        requirements: { isSetSupported: (name: string) => name === "OpenBrowserWindowApi" },
        ui: { openBrowserWindow: (address: string) => log.push(address) },
      },
    },
  });
});

const event = { completed: () => void log.push("completed") };

describe("commands of the ribbon", () => {
  test("bring the pane into view, lead to the task and tell Excel that they are done", async () => {
    associateCommands(
      async (task: PaneTask) => void log.push(task),
      () => "https://example.org/help.html",
    );
    await commands.get("newCustomer")?.(event);
    expect(log).toEqual(["shown", "newCustomer", "completed"]);
  });

  test("a shortcut brings no event", async () => {
    associateCommands(
      async (task) => void log.push(task),
      () => "",
    );
    await commands.get("showCustomer")?.();
    expect(log).toEqual(["shown", "showCustomer"]);
  });

  test("one that fails still gives its button back", async () => {
    associateCommands(
      async () => Promise.reject(new Error("no pane")),
      () => "",
    );
    await expect(commands.get("showReport")?.(event)).rejects.toThrow("no pane");
    expect(log).toEqual(["shown", "completed"]);
  });

  test("the help opens in the browser, without the pane", async () => {
    associateCommands(
      async () => undefined,
      () => "https://example.org/help.html",
    );
    await commands.get("showHelp")?.(event);
    expect(log).toEqual(["https://example.org/help.html", "completed"]);
  });
});
