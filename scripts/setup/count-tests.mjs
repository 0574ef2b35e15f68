/** What a stage came to. `failed` is never 0 for a stage that did not end well, whatever its report says. */
export function countStage({ endedWell, counts }) {
  const { passed = 0, failed = 0, skipped = 0 } = counts ?? {}
  return { passed, failed: endedWell ? failed : Math.max(failed, 1), skipped }
}

/** Counts of Vitest's JSON report. A file that broke before its first test counts as one failed test. */
export function countVitest(report) {
  const broken = report.testResults.filter(
    file => file.status === 'failed' && !file.assertionResults.some(test => test.status === 'failed'),
  ).length
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Counts of Playwright's JSON report; a test that passed only when tried again is not a test that passed. */
export function countPlaywright({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped }
}

/** The line that a run ends with. */
export function closingLine(stages) {
  const sum = key => stages.reduce((total, stage) => total + stage[key], 0)
  const skipped = sum('skipped')
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
