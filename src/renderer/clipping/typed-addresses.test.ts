import { expect, it } from 'vitest'
import { typedAddresses } from './typed-addresses.ts'

it('reads addresses one to a line or side by side, each once, and names what is none', () => {
  const typed =
    'https://shelf.example/act\n  shelf.example/deposit http://intranet/page <https://shelf.example/act>\nnotes'
  expect(typedAddresses(`${typed} mailto:a@shelf.example javascript:alert(1) localhost:8080/x`)).toEqual({
    urls: [
      'https://shelf.example/act',
      'https://shelf.example/deposit',
      'http://intranet/page',
      'https://localhost:8080/x',
    ],
    others: ['notes', 'mailto:a@shelf.example', 'javascript:alert(1)'],
  })
  expect(typedAddresses(' \n')).toEqual({ urls: [], others: [] })
})
