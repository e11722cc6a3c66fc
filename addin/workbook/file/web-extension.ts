import { relations, xmlHead } from "./xlsx-xml";
import { escapeXml } from "./xml";

/** The add-in's id and version, as in manifest.xml. */
export const addIn = { id: "6f1d3c52-8a0e-4f0b-9d53-2a4c7be1a9e7", version: "1.0.0.0" } as const;

export const packageRelationships = "http://schemas.openxmlformats.org/package/2006/relationships";
const microsoft = "http://schemas.microsoft.com/office";
const folder = "xl/webextensions";

/** Links the package to the list of task panes. */
export const webExtensionRelation = `<Relationship Id="rIdPanes" Type="${microsoft}/2011/relationships/webextensiontaskpanes" Target="${folder}/taskpanes.xml"/>`;

/** Content types of the task pane parts. */
export const webExtensionTypes =
  `<Override PartName="/${folder}/taskpanes.xml" ContentType="application/vnd.ms-office.webextensiontaskpanes+xml"/>` +
  `<Override PartName="/${folder}/webextension1.xml" ContentType="application/vnd.ms-office.webextension+xml"/>`;

/**
 * Parts that tell Excel that a workbook belongs to the add-in ([MS-OWEXML]). If the add-in is installed, from the admin
 * centre or by hand, its pane opens with the workbook and its functions work; otherwise the parts have no effect.
 */
export function webExtensionParts(): [path: string, xml: string][] {
  const reference = (store: string, type: string): string =>
    `<we:reference id="${escapeXml(addIn.id)}" version="${addIn.version}" store="${store}" storeType="${type}"/>`;
  return [
    [
      `${folder}/taskpanes.xml`,
      `${xmlHead}<wetp:taskpanes xmlns:wetp="${microsoft}/webextensions/taskpanes/2010/11"><wetp:taskpane dockstate="right" visibility="0" width="350" row="4"><wetp:webextensionref xmlns:r="${relations}" r:id="rId1"/></wetp:taskpane></wetp:taskpanes>`,
    ],
    [
      `${folder}/_rels/taskpanes.xml.rels`,
      `${xmlHead}<Relationships xmlns="${packageRelationships}"><Relationship Id="rId1" Type="${microsoft}/2011/relationships/webextension" Target="webextension1.xml"/></Relationships>`,
    ],
    [
      `${folder}/webextension1.xml`,
      `${xmlHead}<we:webextension xmlns:we="${microsoft}/webextensions/webextension/2010/11" id="{${addIn.id.toUpperCase()}}">${reference("EXCatalog", "EXCatalog")}<we:alternateReferences>${reference("developer", "Registry")}</we:alternateReferences><we:properties><we:property name="Office.AutoShowTaskpaneWithDocument" value="true"/></we:properties><we:bindings/><we:snapshot xmlns:r="${relations}"/></we:webextension>`,
    ],
  ];
}
