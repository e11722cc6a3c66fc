import type { Language } from "@crm-functions/core";

/** A parameter as Excel's metadata file describes it. */
export interface ParameterMetadata {
  readonly name: string;
  readonly description?: string;
  readonly type?: string;
  readonly dimensionality?: "scalar" | "matrix";
  readonly optional?: boolean;
  readonly repeating?: boolean;
  readonly customEnumId?: string;
}

export interface FunctionMetadata {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly helpUrl?: string;
  readonly parameters: readonly ParameterMetadata[];
  readonly allowErrorForDataTypeAny?: boolean;
}

interface MetadataFile {
  readonly functions: readonly FunctionMetadata[];
  /** The generator writes it per function; the file-wide form is Excel's older one. */
  readonly allowErrorForDataTypeAny?: boolean;
}

export const metadataFiles: Readonly<Record<Language, string>> = {
  "en-US": "functions.json",
  "zh-CN": "functions.zh-CN.json",
};

/** The functions of a metadata file beside the page. */
export async function loadMetadata(language: Language): Promise<readonly FunctionMetadata[]> {
  const response = await fetch(new URL(metadataFiles[language], document.baseURI));
  if (!response.ok) throw new Error(`${metadataFiles[language]}: ${response.status} ${response.statusText}`);
  const file = (await response.json()) as MetadataFile;
  return file.functions.map((one) => ({
    allowErrorForDataTypeAny: file.allowErrorForDataTypeAny,
    ...one,
  }));
}

/** The namespace that users type before each name. */
export const namespace = "CRM";
