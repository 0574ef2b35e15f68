import { z } from 'zod'
import { method } from '../rpc/contract.ts'

export const Theme = z.enum(['system', 'light', 'sepia', 'dark'])
export type Theme = z.infer<typeof Theme>

export const ReaderSettings = z.object({
  typeface: z.enum(['serif', 'sans', 'mono']).default('serif'),
  /** Text size in CSS pixels. */
  sizePx: z.number().int().min(14).max(28).default(18),
  /** Characters to a line, about. */
  measureCh: z.number().int().min(45).max(100).default(68),
  lineHeight: z.number().min(1.3).max(2).default(1.6),
  hyphenate: z.boolean().default(false),
})
export type ReaderSettings = z.infer<typeof ReaderSettings>

export const Settings = z.object({
  theme: Theme.default('system'),
  reader: ReaderSettings.default(ReaderSettings.parse({})),
  citationStyle: z.string().default('apa'),
  pageSize: z.enum(['a4', 'us-letter', 'a5']).default('a4'),
  /** Pages that appear in this folder are clipped; null watches none. */
  watchFolder: z.string().max(4_000).nullable().default(null),
  /** Panes, tabs and sizes of the window as they were left; its shape belongs to the renderer. */
  session: z.record(z.string(), z.unknown()).default({}),
})
export type Settings = z.infer<typeof Settings>

export const SettingsPatch = z.object({
  theme: Theme.optional(),
  reader: ReaderSettings.partial().optional(),
  citationStyle: z.string().optional(),
  pageSize: z.enum(['a4', 'us-letter', 'a5']).optional(),
  watchFolder: z.string().max(4_000).nullable().optional(),
  session: z.record(z.string(), z.unknown()).optional(),
})

export const settingsContract = {
  'settings.get': method('All settings, with defaults where nothing was set.', {
    input: z.object({}),
    output: Settings,
  }),
  'settings.update': method('Changes the settings given and leaves the others.', {
    input: SettingsPatch,
    output: Settings,
    changes: ['settings'],
  }),
  'settings.about': method('Where the library lives and which program this is.', {
    input: z.object({}),
    output: z.object({ appVersion: z.string(), libraryFolder: z.string(), schemaVersion: z.number().int() }),
  }),
}
