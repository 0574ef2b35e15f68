import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { ReportSettings } from '../../shared/contract/reports.ts'
import { toFailure } from '../../shared/rpc/result.ts'
import { backupCommand, listBackupsCommand, restoreCommand, salvageCommand } from './backup-commands.ts'
import { clipCommand } from './clip-command.ts'
import { extractCommand } from './extract-command.ts'
import { addNoteCommand, checkCommand, listCommand, searchCommand, showCommand } from './library-commands.ts'
import { EXIT, printError } from './output.ts'
import { reanchorCommand } from './reanchor-command.ts'
import { checkReportCommand, reportCommand, typesetCommand } from './report-commands.ts'
import { serveCommand } from './serve-command.ts'

function positiveInteger(value: string): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number of 1 or more.')
  return number
}

function portNumber(value: string): number {
  const port = Number(value)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('It must be 0 to 65535.')
  return port
}

const library = () => new Option('--library <folder>', 'the library folder (also COMMONPLACE_LIBRARY)')
const json = () => new Option('--json', 'one JSON object per line')

const template = () =>
  new Option('--template <name>', 'template').choices(ReportSettings.shape.template.unwrap().options)
const style = (more = '') => new Option('--style <name>', `citation style, for example apa or chicago-notes${more}`)
const standard = () =>
  new Option('--pdf-standard <name>', 'a standard the PDF must meet').choices(
    ReportSettings.shape.pdfStandard.unwrap().unwrap().options,
  )

/** The command line. `run` gives the exit status of the command that was chosen. */
export async function runCommandLine(args: string[]): Promise<number> {
  let status: number = EXIT.ok
  const run =
    <A extends unknown[]>(command: (...given: A) => Promise<number>) =>
    async (...given: A) => {
      status = await command(...given)
    }
  const program = new Command('commonplace')
    .description('An offline research notebook: clip articles, annotate, write linked notes, hand in cited reports.')
    .exitOverride()
    .showHelpAfterError('(add --help for how to use it)')
  addPageCommands(program, run)
  addLibraryCommands(program, run)
  addReportCommands(program, run)
  addTypesetCommand(program, run)
  addBackupCommands(program, run)
  try {
    await program.parseAsync(args, { from: 'user' })
    return status
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
    const { code, message } = toFailure(error)
    printError(message)
    return code === 'invalid-input' ? EXIT.usage : EXIT.someFailed
  }
}

type Run = <A extends unknown[]>(command: (...given: A) => Promise<number>) => (...given: A) => Promise<void>

function addPageCommands(program: Command, run: Run): void {
  program
    .command('extract')
    .description(
      'print the article of saved pages (.html, .mhtml, .txt, .md, .gz of these, .zip of them); touches no library',
    )
    .argument('<file|folder...>')
    .addOption(json())
    .action(run(extractCommand))
  program
    .command('clip')
    .description('put saved pages, or pages from the web, into the library')
    .argument('<file|folder|url...>')
    .addOption(library())
    .addOption(json())
    .action(run(clipCommand))
  program
    .command('reanchor')
    .description('find the quotations of an old page in a new one')
    .requiredOption('--old <file>', 'the page the quotations were made on')
    .requiredOption('--new <file>', 'the page to find them in')
    .requiredOption('--quotes <file>', 'a JSON array of {id, exact, prefix, suffix, start?, end?}')
    .addOption(json())
    .action(run(reanchorCommand))
}

function addLibraryCommands(program: Command, run: Run): void {
  const add = (name: string, description: string) =>
    program.command(name).description(description).addOption(library()).addOption(json())
  add('list', 'list what the library holds').argument('<sources|notes|annotations|reports>').action(run(listCommand))
  add('show', 'show one item').argument('<id>').action(run(showCommand))
  add('search', 'search sources, notes and highlights')
    .argument('<query>')
    .option('--limit <n>', 'how many hits at the most', positiveInteger, 20)
    .action(run(searchCommand))
  program
    .command('note')
    .description('work with notes')
    .command('add')
    .description('make a note from Markdown')
    .requiredOption('--title <title>', 'the title')
    .requiredOption('--markdown <file>', 'a Markdown file; - reads standard input')
    .addOption(library())
    .addOption(json())
    .action(run(addNoteCommand))
  add('check', 'check that database and stored files are sound').action(run(checkCommand))
  program
    .command('serve')
    .description('serve the notebook to a browser on this machine; prints its address')
    .option('--port <n>', 'the port (0: any free one)', portNumber, 0)
    .addOption(library())
    .action(run(serveCommand))
}

function addReportCommands(program: Command, run: Run): void {
  const report = program
    .command('report')
    .description('make a PDF, a Word file, a page, Markdown or Typst source of a note or a report')
    .argument('[note or report id]')
    .option('--to <file>', 'the file to write; ends in .pdf, .docx, .html, .md or .typ')
    .addOption(style())
    .addOption(template())
    .option('--evidence', 'add each quoted passage in its context, with the capture it was taken from')
    .addOption(standard())
    .addOption(library())
    .addOption(json())
    .action(run(reportCommand))
  report
    .command('check')
    .description('list what to look at before it is handed in; fails when an error is not waived')
    .argument('<note or report id>')
    .addOption(library())
    .addOption(json())
    .action(
      run((id: string, options: object, command: Command) =>
        checkReportCommand(id, { ...command.parent?.opts(), ...options }),
      ),
    )
}

function addTypesetCommand(program: Command, run: Run): void {
  program
    .command('typeset')
    .description('make one report of the Markdown files of a folder, in the order of their names; touches no library')
    .argument('<folder>')
    .requiredOption('--to <file>', 'the file to write; ends in .pdf, .docx, .html, .md or .typ')
    .option('--bibliography <file>', 'the sources, as CSL-JSON; cited by their id, as in [@id, p. 3]')
    .option('--title <title>', 'the title; the name of the folder, when absent')
    .option('--language <tag>', 'the language, for example en or de')
    .addOption(style('; or a .csl file'))
    .addOption(template())
    .option('--toc', 'add a table of contents')
    .option('--numbering', 'number the headings')
    .addOption(standard())
    .addOption(json())
    .action(run(typesetCommand))
}

function addBackupCommands(program: Command, run: Run): void {
  const from = () =>
    new Option('--from <folder>', 'the folder that holds the backups, when it is not the library’s own')
  const add = (parent: Command, name: string, description: string) =>
    parent.command(name).description(description).addOption(library()).addOption(json())
  const backup = add(program, 'backup', 'make a backup now; keeps 7 daily, 4 weekly and 12 monthly ones')
    .option('--to <folder>', 'the folder for backups, when it is not the library’s own')
    .action(run(backupCommand))
  add(backup, 'list', 'list the backups, newest first')
    .addOption(from())
    .action(run((options: object, command: Command) => listBackupsCommand({ ...command.parent?.opts(), ...options })))
  add(program, 'restore', 'open a backup as a library; one that is in the folder is set aside')
    .argument('<backup>', 'its name, its path, or latest')
    .requiredOption('--to <folder>', 'a new folder, or the library to replace')
    .addOption(from())
    .action(run(restoreCommand))
  add(program, 'salvage', 'copy what can be read of a damaged library into a new one')
    .requiredOption('--to <folder>', 'a new folder')
    .action(run(salvageCommand))
}
