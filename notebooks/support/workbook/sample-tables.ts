import { sampleTeam, type Language, type Team } from "@crm-functions/core";
import { playground as english } from "../../../addin/locales/en-US/playground";
import { playground as chinese } from "../../../addin/locales/zh-CN/playground";

/** The sample that the web page also opens with. */
export function sampleTables(language: Language = "en-US"): Team {
  return sampleTeam((language === "zh-CN" ? chinese : english).sample);
}
