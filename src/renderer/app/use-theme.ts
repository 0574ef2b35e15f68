import { useColorScheme } from '@mantine/hooks'
import { useLayoutEffect } from 'react'
import type { Theme } from '../../shared/contract/settings.ts'
import { useCall } from '../rpc/queries.ts'

/** Puts the chosen theme on the document; answers the scheme that the component library needs. */
export function useTheme(initial: Theme, follow: boolean): 'light' | 'dark' {
  const system = useColorScheme('light', { getInitialValueInEffect: false })
  const theme = useCall('settings.get', {}, { enabled: follow }).data?.theme ?? initial
  const shown = theme === 'system' ? system : theme
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = shown
  }, [shown])
  return shown === 'dark' ? 'dark' : 'light'
}
