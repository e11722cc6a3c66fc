/// <reference types="office-js" />
/** The file as Excel would save it, read slice by slice. */
export async function exportFile(): Promise<Uint8Array> {
  const file = await promised<Office.File>((done) =>
    Office.context.document.getFileAsync(Office.FileType.Compressed, { sliceSize: 4_194_304 }, done),
  );
  try {
    const bytes = new Uint8Array(file.size);
    let at = 0;
    for (let i = 0; i < file.sliceCount; i++) {
      const slice = await promised<Office.Slice>((done) => file.getSliceAsync(i, done));
      bytes.set(slice.data as number[], at);
      at += slice.size;
    }
    return bytes.subarray(0, at);
  } finally {
    await promised<void>((done) => file.closeAsync(done));
  }
}

function promised<Value>(call: (done: (result: Office.AsyncResult<Value>) => void) => void): Promise<Value> {
  return new Promise((resolve, reject) =>
    call((result) => {
      if (result.status === Office.AsyncResultStatus.Succeeded) resolve(result.value);
      else reject(new Error(result.error.message));
    }),
  );
}
