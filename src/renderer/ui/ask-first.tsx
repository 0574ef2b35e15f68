import { Button, Modal } from '@mantine/core'
import { create } from 'zustand'
import classes from './ask-first.module.css'

interface Question {
  title: string
  /** What will happen, and that it cannot be undone. */
  text: string
  /** The word on the button that does it. */
  yes: string
}

interface Asking {
  question: Question | null
  answer: (sure: boolean) => void
}

const useAsking = create<Asking>(() => ({ question: null, answer: () => {} }))

/** Asks before something that cannot be undone. Resolves to whether the person is sure. */
export function askFirst(question: Question): Promise<boolean> {
  return new Promise(resolve => {
    useAsking.setState({
      question,
      answer: sure => {
        useAsking.setState({ question: null })
        resolve(sure)
      },
    })
  })
}

/** Where questions appear; stands once in the application. */
export function AskFirst() {
  const { question, answer } = useAsking()
  return (
    <Modal opened={question !== null} onClose={() => answer(false)} title={question?.title} size={420}>
      <p className={classes.text}>{question?.text}</p>
      <div className={classes.buttons}>
        <Button onClick={() => answer(false)}>Cancel</Button>
        <Button variant="filled" color="red" data-autofocus onClick={() => answer(true)}>
          {question?.yes}
        </Button>
      </div>
    </Modal>
  )
}
