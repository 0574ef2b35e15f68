import { $getState, $setState, DecoratorNode, type LexicalEditor, type StateConfig } from 'lexical'
import type { ReactNode } from 'react'
import { renderNodeView } from './node-views.ts'

/** A node that stands for one value of the document tree and is shown by a React view. */
abstract class ViewNode<V> extends DecoratorNode<ReactNode> {
  /** Where the value is kept; its `parse` refuses what a hostile clipboard could bring. */
  protected abstract readonly valueState: StateConfig<string, V>

  getValue(): V {
    return $getState(this, this.valueState)
  }
  setValue(value: V): this {
    return $setState(this, this.valueState, () => value)
  }
  override updateDOM(): boolean {
    return false
  }
  override decorate(editor: LexicalEditor): ReactNode {
    return renderNodeView(editor, this.getType(), this.getKey(), this.getValue())
  }
}

/** A value shown as a block of its own. */
export abstract class BlockViewNode<V> extends ViewNode<V> {
  override isInline(): boolean {
    return false
  }
  override createDOM(): HTMLElement {
    const element = document.createElement('div')
    element.dataset.block = this.getType()
    return element
  }
}

/** A value shown inside a line of text. */
export abstract class InlineViewNode<V> extends ViewNode<V> {
  override isInline(): boolean {
    return true
  }
  override createDOM(): HTMLElement {
    const element = document.createElement('span')
    element.dataset.inline = this.getType()
    return element
  }
}
