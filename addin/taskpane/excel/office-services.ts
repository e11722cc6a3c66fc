/// <reference types="office-js" />
import type { OfficeServices } from "../shell/office-services";

/** Office's name for this document setting. */
const opensWithDocument = "Office.AutoShowTaskpaneWithDocument";

export const officeServices: OfficeServices = {
  openWorkbook: (file) => Excel.createWorkbook(base64(file)),
  get downloads() {
    return (Office.context.platform as unknown) !== "Mac";
  },
  insertPicture: (png, name) =>
    Excel.run({ delayForCellEdit: true }, async (context) => {
      const { workbook } = context;
      const place = workbook.getSelectedRange();
      place.load("left,top");
      await context.sync();
      const picture = workbook.worksheets.getActiveWorksheet().shapes.addImage(base64(png));
      picture.name = name;
      picture.left = place.left;
      picture.top = place.top;
      picture.load("id");
      const sheet = workbook.worksheets.getActiveWorksheet();
      sheet.load("id");
      await context.sync();
      const [sheetId, pictureId] = [sheet.id, picture.id];
      return () =>
        Excel.run({ delayForCellEdit: true }, async (inner) => {
          inner.workbook.worksheets.getItem(sheetId).shapes.getItem(pictureId).delete();
          await inner.sync();
        });
    }),
  opensWithWorkbook: () => Office.context.document.settings.get(opensWithDocument) === true,
  setOpensWithWorkbook: (opens) =>
    new Promise((resolve, reject) => {
      const { settings } = Office.context.document;
      if (opens) settings.set(opensWithDocument, true);
      else settings.remove(opensWithDocument);
      settings.saveAsync(({ status, error }) => {
        if (status === Office.AsyncResultStatus.Succeeded) resolve();
        else reject(new Error(error.message));
      });
    }),
};

/** In pieces, because a function takes a limited number of arguments. */
function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}
