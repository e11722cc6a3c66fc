import { LogLevel, Univer, type IUniverConfig, type Plugin, type PluginCtor } from "@univerjs/core";
import { FUniver } from "@univerjs/core/facade";

/** A group of plugins with their options, as returned by the engine's preset packages. */
interface Preset {
  readonly plugins: readonly (PluginCtor<Plugin> | readonly [PluginCtor<Plugin>, unknown])[];
}

/**
 * Starts the engine with presets; if several contain the same plugin, the last one counts. (`@univerjs/presets` has a
 * similar function, but includes two dozen packages without a licence.)
 */
export function createUniver(
  config: Partial<IUniverConfig>,
  presets: readonly unknown[],
): { readonly univer: Univer; readonly api: FUniver } {
  const univer = new Univer({ logLevel: LogLevel.WARN, ...config });
  const plugins = new Map<string, { readonly plugin: PluginCtor<Plugin>; readonly options: unknown }>();
  for (const preset of presets as readonly Preset[]) {
    for (const each of preset.plugins) {
      const [plugin, options] = Array.isArray(each) ? each : [each as PluginCtor<Plugin>, undefined];
      plugins.delete(plugin.pluginName);
      plugins.set(plugin.pluginName, { plugin, options });
    }
  }
  for (const { plugin, options } of plugins.values()) univer.registerPlugin(plugin, options as never);
  return { univer, api: FUniver.newAPI(univer) };
}
