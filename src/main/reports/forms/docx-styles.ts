import { BorderStyle, type IParagraphStyleOptions, type IStylesOptions, ShadingType } from 'docx'
import type { TypesetInput } from '../typeset/report-source.ts'

const INK = '211E1A'
const QUIET = '57524A'

/** The styles a report uses; sizes are in half points, spaces in twentieths of a point. */
export function docxStyles({ language, settings }: TypesetInput): IStylesOptions {
  const isManuscript = settings.template === 'manuscript'
  const line = isManuscript ? 480 : 300
  const heading = (size: number, before: number) => ({
    run: { size, bold: true, color: INK, font: 'Calibri' },
    paragraph: { keepNext: true, keepLines: true, spacing: { before, after: 100, line: 264 } },
  })
  return {
    default: {
      document: {
        run: {
          font: isManuscript ? 'Times New Roman' : 'Cambria',
          size: isManuscript ? 24 : 22,
          language: { value: language },
        },
        paragraph: { spacing: { after: isManuscript ? 0 : 140, line } },
      },
      title: {
        run: { size: 44, bold: true, color: INK, font: 'Calibri' },
        paragraph: { spacing: { before: 0, after: 80, line: 264 } },
      },
      heading1: heading(32, 420),
      heading2: heading(27, 320),
      heading3: heading(24, 260),
      heading4: heading(22, 220),
      heading5: heading(22, 200),
      heading6: heading(22, 200),
      hyperlink: { run: { color: '1F5582', underline: {} } },
      footnoteText: { run: { size: 18 }, paragraph: { spacing: { after: 40, line: 240 } } },
    },
    paragraphStyles: paragraphStyles(),
    characterStyles: [{ id: 'CodeCharacter', name: 'Code Character', run: { font: 'Consolas', size: 19 } }],
  }
}

function paragraphStyles(): IParagraphStyleOptions[] {
  const based = (id: string, name: string, rest: Partial<IParagraphStyleOptions>): IParagraphStyleOptions => ({
    id,
    name,
    basedOn: 'Normal',
    quickFormat: true,
    ...rest,
  })
  const rule = { style: BorderStyle.SINGLE, color: 'B9B1A2', size: 12, space: 10 }
  const fill = { type: ShadingType.CLEAR, color: 'auto', fill: 'F3EFE7' }
  const single = { line: 252, before: 0, after: 40 }
  return [
    based('Subtitle', 'Subtitle', { run: { size: 27, color: QUIET }, paragraph: { spacing: { after: 120 } } }),
    based('Byline', 'Byline', { run: { color: QUIET }, paragraph: { spacing: { after: 280 } } }),
    based('Abstract', 'Abstract', { run: { size: 20 }, paragraph: { indent: { left: 480, right: 480 } } }),
    based('ContentsHeading', 'Contents Heading', {
      run: { size: 27, bold: true, font: 'Calibri' },
      paragraph: { keepNext: true, spacing: { before: 280, after: 120 } },
    }),
    based('Quotation', 'Quotation', { paragraph: { indent: { left: 480, right: 480 } } }),
    based('Callout', 'Callout', { paragraph: { indent: { left: 240 }, border: { left: rule }, shading: fill } }),
    based('CodeBlock', 'Code Block', {
      run: { font: 'Consolas', size: 18 },
      paragraph: { shading: fill, spacing: single },
    }),
    based('Caption', 'caption', {
      run: { size: 19, color: QUIET },
      paragraph: { spacing: { before: 60, after: 160 } },
    }),
    based('TableText', 'Table Text', { run: { size: 20 }, paragraph: { spacing: single } }),
    based('TableHead', 'Table Head', { run: { size: 20, bold: true }, paragraph: { spacing: single, keepNext: true } }),
    based('Bibliography', 'Bibliography', { paragraph: { indent: { left: 480, hanging: 480 } } }),
  ]
}
