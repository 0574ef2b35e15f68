import { runCommandLine } from './cli/program.ts'

// A reader that closes the pipe early (`| head`) has what it wanted.
process.stdout.on('error', error => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0)
})

process.exitCode = await runCommandLine(process.argv.slice(2))
