import { SeedSearch } from './seed-search.ts'
import { WordWeights } from './span-alignment.ts'
import { countWords, tokenizeWords, type Vocabulary, type WordTokens } from './word-tokens.ts'

/** A text cut into words, with its word weights and its search index, which are made when first asked for. */
export class SearchableText {
  readonly tokens: WordTokens
  readonly #vocabulary: Vocabulary
  #weights: WordWeights | null = null
  #search: SeedSearch | null = null

  constructor(text: string, vocabulary: Vocabulary) {
    this.tokens = tokenizeWords(text, vocabulary)
    this.#vocabulary = vocabulary
  }

  get weights(): WordWeights {
    this.#weights ??= new WordWeights(countWords(this.tokens.ids, this.#vocabulary.size), this.tokens.ids.length)
    return this.#weights
  }

  get search(): SeedSearch {
    this.#search ??= new SeedSearch(this.tokens.ids, this.weights)
    return this.#search
  }
}
