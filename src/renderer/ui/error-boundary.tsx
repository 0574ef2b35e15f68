import { Button } from '@mantine/core'
import { TriangleAlert } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { toFailure } from '../../shared/rpc/result.ts'
import { EmptyState } from './empty-state.tsx'

interface ErrorBoundaryProps {
  /** What could not be shown, for the sentence: `this note`, `the list`. */
  what: string
  /** A change of this clears the error, for example the id of the item shown. */
  resetKey?: string
  children: ReactNode
}

/** Says what went wrong where a pane would otherwise be blank, and offers to try again. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? new Error('an unknown failure') }
  }

  override componentDidUpdate(previous: ErrorBoundaryProps) {
    if (previous.resetKey !== this.props.resetKey && this.state.error !== null) this.setState({ error: null })
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return (
      <div role="alert" style={{ height: '100%' }}>
        <EmptyState
          icon={TriangleAlert}
          title={`Commonplace could not show ${this.props.what}`}
          action={<Button onClick={() => this.setState({ error: null })}>Try again</Button>}
        >
          {toFailure(this.state.error).message} Nothing was lost; the other panes go on working.
        </EmptyState>
      </div>
    )
  }
}
