import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from './launch.ts'

test('opens the window and comes back on the same library', async ({ notebook }) => {
  await expect(notebook.page).toHaveTitle(/Commonplace/)
  const folder = () =>
    notebook.page.evaluate(async () =>
      (
        await fetch('/rpc/settings.about', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        })
      ).json(),
    )
  test.skip(
    test.info().project.name !== 'browser',
    'Electron has no such address: its calls go through the preload script',
  )
  const before = await folder()
  expect(before.value.libraryFolder).toBe(notebook.library)
  await notebook.restart()
  await expect(notebook.page).toHaveTitle(/Commonplace/)
  expect(await folder()).toEqual(before)
})

test('breaks none of its own rules while it opens', async ({ notebook }) => {
  const problems: string[] = []
  notebook.page.on('console', message => {
    if (message.type() === 'error') problems.push(message.text())
  })
  await notebook.page.reload()
  await notebook.page.waitForLoadState('networkidle')
  expect(problems).toEqual([])
})

test('a page of another site gets nothing and changes nothing', async ({ notebook }) => {
  test.skip(test.info().project.name !== 'browser', 'Electron does not listen')
  const target = new URL(notebook.page.url()).origin
  // Another port of the same machine: to cookies the same site, which is the nearest that an attacker can come.
  const attacker = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Prize</title>')
  })
  await new Promise<void>(resolve => attacker.listen(0, '127.0.0.1', resolve))
  const page = await notebook.page.context().newPage()
  await page.goto(`http://127.0.0.1:${(attacker.address() as AddressInfo).port}/`)
  const read = await page.evaluate(async origin => {
    const attempt = async (work: Promise<unknown>) =>
      work.then(
        () => 'done',
        () => 'refused',
      )
    const body = JSON.stringify({ theme: 'dark' })
    const style = () =>
      new Promise((resolve, reject) => {
        const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${origin}/reader.css` })
        document.head.append(Object.assign(link, { onload: resolve, onerror: reject }))
      })
    return {
      fetch: await attempt(fetch(`${origin}/`, { credentials: 'include' })),
      post: await attempt(
        fetch(`${origin}/rpc/settings.update`, {
          method: 'POST',
          credentials: 'include',
          headers: { 'content-type': 'application/json' },
          body,
        }),
      ),
      style: await attempt(style()),
      events: await new Promise(resolve => {
        const source = new EventSource(`${origin}/events`, { withCredentials: true })
        source.onopen = () => resolve('done')
        source.onerror = () => resolve('refused')
      }),
    }
  }, target)
  expect(read).toEqual({ fetch: 'refused', post: 'refused', style: 'refused', events: 'refused' })
  // A simple post needs no leave of the other side to be sent, so the server itself must refuse it.
  await page.evaluate(
    origin =>
      fetch(`${origin}/rpc/settings.update`, {
        method: 'POST',
        mode: 'no-cors',
        credentials: 'include',
        headers: { 'content-type': 'text/plain' },
        body: '{"theme":"dark"}',
      }).catch(() => undefined),
    target,
  )
  const theme = await notebook.page.evaluate(async () => {
    const response = await fetch('/rpc/settings.get', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    return (await response.json()).value.theme
  })
  expect(theme).toBe('system')
  await page.close()
  attacker.closeAllConnections()
  attacker.close()
})
