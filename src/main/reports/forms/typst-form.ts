import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { composeReport } from '../typeset/compose.ts'
import { chooseFonts, fontsFile } from '../typeset/report-fonts.ts'
import type { PortableTypesetInput } from '../typeset/report-source.ts'
import { literal } from '../typeset/typst-literal.ts'
import type { FormFile } from './form-files.ts'

/** A report as Typst source with all it includes; `folder` is where the other files lie beside the text. */
export function typstForm(
  input: PortableTypesetInput,
  folder: string,
  resourcesFolder: string,
): { text: string; assets: FormFile[]; warnings: string[] } {
  const { files, warnings, text } = composeReport(input)
  for (const name of ['lib.typ', `${input.settings.template}.typ`]) {
    files.set(name, readFileSync(join(resourcesFolder, 'report', name)))
  }
  files.set('fonts.typ', fontsFile(chooseFonts(text, input.language)))
  const assets = [...files].map(([path, content]) => ({
    path,
    bytes: typeof content === 'string' ? Buffer.from(content) : content,
  }))
  return { text: `#include ${literal(`${folder}/main.typ`)}\n`, assets, warnings }
}
