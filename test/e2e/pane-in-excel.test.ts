import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { statSync } from "node:fs";
import type { Page } from "playwright-core";
import { launchPanePage, type LaunchedPanePage } from "./pane-page/launch-pane-page";
import { showView } from "./pane-page/show-view";

let launched: LaunchedPanePage;
let page: Page;

interface PageWindow {
  readonly pane: {
    readonly done: { readonly opened: readonly number[]; readonly opensWithWorkbook: boolean };
  };
}

beforeAll(async () => {
  launched = await launchPanePage();
  page = launched.page;
  await page.goto(`${launched.served.url}/?office`);
  await showView(page, "start");
});
afterAll(() => launched?.close());

const done = () => page.evaluate(() => (window as unknown as PageWindow).pane.done);

test("an example workbook opens as a workbook of its own", async () => {
  await page.getByRole("button", { name: "Retention and value" }).click();
  await page.waitForFunction(() => (window as unknown as PageWindow).pane.done.opened.length === 1);
  expect((await done()).opened).toEqual([statSync("dist/examples/retention-and-value.en-US.xlsx").size]);
});

test("the pane opens with the workbook where the user says so", async () => {
  const choice = page.getByRole("switch", { name: "Show this pane whenever this workbook is opened" });
  await choice.click();
  await page.waitForFunction(() => (window as unknown as PageWindow).pane.done.opensWithWorkbook);
  await choice.click();
  await page.waitForFunction(() => !(window as unknown as PageWindow).pane.done.opensWithWorkbook);
});

test("without Excel neither is offered", async () => {
  await page.goto(launched.served.url);
  await showView(page, "start");
  await page.getByRole("heading", { name: "Settings" }).waitFor();
  expect(await page.getByRole("button", { name: "Retention and value" }).count()).toBe(0);
  expect(await page.getByRole("switch").count()).toBe(0);
});
