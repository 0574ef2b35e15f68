import { Button } from '@mantine/core'
import { TriangleAlert } from 'lucide-react'
import type { AppFailure } from '../../shared/rpc/result.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { RecoverLibrary } from './recover-library.tsx'

/** In place of the window when the program behind it does not answer. */
export function CannotStart({ failure }: { failure: AppFailure }) {
  return (
    <main style={{ height: '100%' }}>
      <EmptyState
        icon={TriangleAlert}
        title="Commonplace cannot open the library"
        action={
          <>
            {failure.code === 'library-damaged' && <RecoverLibrary />}
            <Button onClick={() => window.location.reload()}>Try again</Button>
          </>
        }
      >
        {failure.message}
      </EmptyState>
    </main>
  )
}
