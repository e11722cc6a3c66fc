import { describe, expect, test } from "@jest/globals";
import { makeUndoStack } from "../../../../addin/taskpane/shell/undo-stack";

describe("the undo stack", () => {
  test("takes back the newest first, each once", async () => {
    const stack = makeUndoStack();
    const undone: string[] = [];
    for (const label of ["a", "b"]) stack.push({ label, undo: async () => void undone.push(label) });
    await stack.undo();
    await stack.undo();
    expect(await stack.undo()).toBeUndefined();
    expect(undone).toEqual(["b", "a"]);
  });

  test("a double click takes back one action only", async () => {
    const stack = makeUndoStack();
    const undone: string[] = [];
    for (const label of ["a", "b"]) stack.push({ label, undo: async () => void undone.push(label) });
    await Promise.all([stack.undo(), stack.undo()]);
    expect(undone).toEqual(["b"]);
  });

  test("progress and the wish to stop reach the action", async () => {
    const stack = makeUndoStack();
    const seen: number[] = [];
    const stop = new AbortController();
    stack.push({
      label: "a",
      async undo({ onProgress, signal } = {}) {
        onProgress?.({ done: 1, total: 2 });
        if (signal?.aborted) throw new Error("stopped");
      },
    });
    stop.abort();
    const undone = stack.undo({ onProgress: ({ done }) => seen.push(done), signal: stop.signal });
    await expect(undone).rejects.toThrow("stopped");
    expect(seen).toEqual([1]);
    expect(stack.last?.label).toBe("a");
  });

  test("an action that cannot be taken back stays, and the reason is thrown", async () => {
    const stack = makeUndoStack();
    stack.push({
      label: "a",
      undo: async () => {
        throw new Error("changed meanwhile");
      },
    });
    await expect(stack.undo()).rejects.toThrow("changed meanwhile");
    expect(stack.last?.label).toBe("a");
  });

  test("an action done while another is taken back is kept", async () => {
    const stack = makeUndoStack();
    let finish = () => {};
    stack.push({ label: "a", undo: () => new Promise<void>((done) => (finish = done)) });
    const taking = stack.undo();
    stack.push({ label: "b", undo: async () => {} });
    finish();
    await taking;
    expect(stack.last?.label).toBe("b");
  });

  test("who is erased is in no step any more; a step about many stays without them", async () => {
    const stack = makeUndoStack();
    const undone: string[][] = [];
    const many = (ids: string[]) => ({
      label: "many",
      about: ids,
      undo: async () => void undone.push(ids),
      without: (id: string) => many(ids.filter((each) => each !== id)),
    });
    stack.push(many(["a", "b"]));
    stack.push({ label: "about nobody", undo: async () => void undone.push([]) });
    stack.push({ label: "a alone", about: ["a"], undo: async () => void undone.push(["a"]) });
    stack.push({ label: "b alone", about: ["b"], undo: async () => void undone.push(["b"]) });
    stack.forget("a");
    while (stack.last !== undefined) await stack.undo();
    expect(undone).toEqual([["b"], [], ["b"]]);
  });

  test("forgets beyond its limit and tells its listeners until they leave", () => {
    const stack = makeUndoStack(2);
    let heard = 0;
    const leave = stack.onChange(() => heard++);
    for (const label of ["a", "b", "c"]) stack.push({ label, undo: async () => {} });
    leave();
    stack.push({ label: "d", undo: async () => {} });
    expect(heard).toBe(3);
    expect(stack.last?.label).toBe("d");
  });
});
