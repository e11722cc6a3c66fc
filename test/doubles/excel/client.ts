import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

/** A request of the client: object paths (how to find a thing) and actions on them, in order. */
export interface Message {
  readonly Actions: readonly Action[];
  readonly ObjectPaths: Readonly<Record<string, ObjectPath>>;
}
export interface Action {
  readonly Id: number;
  readonly ActionType: number;
  readonly Name: string;
  readonly ObjectPathId: number;
  readonly ArgumentInfo?: ArgumentInfo;
  readonly QueryInfo?: { readonly Select?: readonly string[] };
}
export interface ObjectPath {
  readonly Id: number;
  readonly ObjectPathType: number;
  readonly Name: string;
  readonly ParentObjectPathId?: number;
  readonly ArgumentInfo?: ArgumentInfo;
}
export interface ArgumentInfo {
  readonly Arguments?: readonly unknown[];
  /** The path of each argument that is an object. */
  readonly ReferencedObjectPathIds?: readonly unknown[];
}

export interface Answer {
  readonly results: readonly { readonly ActionId: number; readonly Value: unknown }[];
  readonly traces: readonly number[];
  readonly error?: { readonly Code: string; readonly Message: string; readonly ActionIndex: number };
}

/** A server for these requests, and the Excel around it. */
export interface ExcelServer {
  /** @throws ServerRefusal if nothing of the request is carried out */
  answer(message: Message, flags: number): Promise<Answer>;
  isSetSupported(name: string, version: string): boolean;
  readonly language: string;
  readonly contentLanguage: string;
  readonly diagnostics: { readonly platform: string; readonly version: string };
}

/** A request that is refused as a whole. */
export class ServerRefusal extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export interface OfficeClient {
  readonly Excel: typeof Excel;
  readonly Office: typeof Office;
  /** Notifies the client of an event. */
  fire(eventType: number, details: object): void;
  fireSelectionChanged(): void;
}

interface Scope {
  Excel: typeof Excel;
  Office: object;
  setOffice(office: object): void;
  OfficeExtension: {
    SessionBase: { _overrideSession: unknown };
    BatchApiHelper: { invokeSetProperty(object: object, name: string, value: unknown, flags: number): void };
    GenericEventRegistration: { s_genericEventRegistrations: object };
    _testSetRichApiMessageReadyImpl(ready: () => Promise<void>): void;
    _testTriggerRichApiMessageEvent(message: object): void;
  };
}

const path = join(process.cwd(), "node_modules/@microsoft/office-js/dist/excel-web-16.00.debug.js");
let scope: Scope | undefined;

/** Runs Microsoft's code in its own realm, with the parts of a browser that it asks for. */
function runOfficeJs(): Scope {
  const realm = vm.createContext({
    setTimeout,
    clearTimeout,
    performance,
    console: { ...console, log() {} },
  });
  vm.runInContext(
    `var window = globalThis, self = globalThis;
     var element = function () { return { style: {}, setAttribute: function () {}, appendChild: function () {} } };
     var document = { createElement: element, getElementsByTagName: function () { return [element()] },
       addEventListener: function () {}, body: {}, documentElement: {} };
     var navigator = { userAgent: "", language: "en-US" };
     var location = { href: "https://localhost/", protocol: "https:", hostname: "localhost", search: "", hash: "", pathname: "/" };
     var external = {}, addEventListener = function () {};
     var localStorage = { getItem: function () { return null }, setItem: function () {}, removeItem: function () {} };
     var sessionStorage = localStorage;`,
    realm,
  );
  vm.runInContext(readFileSync(path, "utf8"), realm, { filename: path });
  return vm.runInContext(
    "({ Excel: Excel, Office: Office, OfficeExtension: OfficeExtension, setOffice: function (it) { Office = it } })",
    realm,
  ) as Scope;
}

/** The client on npm supports ExcelApi 1.15; this adds what we use of the newer one on Microsoft's server. */
function takeOverNewer({ Excel, OfficeExtension }: Scope, isThere: boolean): void {
  const range = Excel.Range.prototype as { valuesAsJson?: unknown };
  delete range.valuesAsJson;
  if (!isThere) return;
  Object.defineProperty(range, "valuesAsJson", {
    configurable: true,
    set(values: unknown) {
      OfficeExtension.BatchApiHelper.invokeSetProperty(this, "ValuesAsJson", values, 0);
    },
  });
}

/** Microsoft's own Office.js, the same code that runs in Excel on the web, connected to our server. */
export function loadOfficeClient(server: ExcelServer): OfficeClient {
  scope ??= runOfficeJs();
  // Drops the listeners of earlier tests.
  scope.OfficeExtension.GenericEventRegistration.s_genericEventRegistrations = {};
  takeOverNewer(scope, server.isSetSupported("ExcelApi", "1.16"));
  const handlers = new Set<() => void>();
  const context = {
    displayLanguage: server.language,
    contentLanguage: server.contentLanguage,
    officeTheme: { bodyBackgroundColor: "#FFFFFF" },
    diagnostics: server.diagnostics,
    requirements: { isSetSupported: (name: string, version = "1.1") => server.isSetSupported(name, version) },
    document: {
      addHandlerAsync(_type: unknown, handler: () => void, done: (result: object) => void) {
        handlers.add(handler);
        done({ status: "succeeded" });
      },
      removeHandlerAsync(_type: unknown, options: { handler: () => void }, done: (result: object) => void) {
        handlers.delete(options.handler);
        done({ status: "succeeded" });
      },
    },
  };
  // Replaces the context that Office.onReady would fill in.
  const office = Object.create(scope.Office, { context: { value: context } }) as typeof Office;
  scope.setOffice(office);
  scope.OfficeExtension._testSetRichApiMessageReadyImpl(() => Promise.resolve());
  scope.OfficeExtension.SessionBase._overrideSession = {
    _resolveRequestUrlAndHeaderInfo: () => Promise.resolve({ url: "excel", headers: {} }),
    _createRequestExecutorOrNull: () => ({
      async executeAsync(_data: unknown, flags: number, request: { Body: Message }) {
        try {
          const { results, traces, error } = await server.answer(request.Body, flags);
          return {
            Body: { Results: results, TraceIds: traces, Error: error },
            Headers: {},
            HttpStatusCode: 200,
          };
        } catch (refusal) {
          if (!(refusal instanceof ServerRefusal)) throw refusal;
          return { ErrorCode: refusal.code, ErrorMessage: refusal.code, HttpStatusCode: 400, Headers: {} };
        }
      },
    }),
  };
  const { OfficeExtension } = scope;
  return {
    Excel: scope.Excel,
    Office: office,
    fire: (messageType, details) =>
      OfficeExtension._testTriggerRichApiMessageEvent({
        entries: [
          { messageCategory: 65536, messageType, targetId: "Workbook", message: JSON.stringify(details) },
        ],
      }),
    fireSelectionChanged: () => handlers.forEach((handler) => handler()),
  };
}
