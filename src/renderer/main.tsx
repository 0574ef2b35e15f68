import './ui/styles.ts'
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Settings, Theme } from '../shared/contract/settings.ts'
import type { Result } from '../shared/rpc/result.ts'
import { AppWindow } from './app/app-window.tsx'
import { CannotStart } from './app/cannot-start.tsx'
import { restoreSession } from './app/session.ts'
import { useTheme } from './app/use-theme.ts'
import { getNotebook } from './rpc/notebook.ts'
import { callQuery, refetchOnChange } from './rpc/queries.ts'
import { ErrorBoundary } from './ui/error-boundary.tsx'
import { cssVariablesResolver, theme } from './ui/theme.ts'

const client = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false } },
})

function App({ settings }: { settings: Result<Settings> }) {
  const initial: Theme = settings.ok ? settings.value.theme : 'system'
  const scheme = useTheme(initial, settings.ok)
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} forceColorScheme={scheme}>
      <ErrorBoundary what="the window">
        {settings.ok ? <AppWindow /> : <CannotStart failure={settings.error} />}
      </ErrorBoundary>
    </MantineProvider>
  )
}

async function start(element: HTMLElement): Promise<void> {
  const settings = await getNotebook().call('settings.get', {})
  if (settings.ok) {
    client.setQueryData(callQuery('settings.get', {}).queryKey, settings.value)
    restoreSession(settings.value.session)
  }
  refetchOnChange(client)
  createRoot(element).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <App settings={settings} />
      </QueryClientProvider>
    </StrictMode>,
  )
}

const root = document.getElementById('root')
if (root) void start(root)
