import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createDocumentBudget } from './document-budget.ts'

it('never lets more be kept than it may, and lets nothing go for what is kept already', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 40 }), { maxLength: 60 }), (texts) => {
      const kept = new Set<string>()
      let cleared = 0
      const charactersMax = 100
      const clear = () => {
        cleared += 1
        kept.clear()
      }
      const budget = createDocumentBudget(clear, charactersMax * 322)
      for (const text of texts) {
        const before = cleared
        const isKept = kept.has(text)
        budget.note(text)
        expect(isKept && cleared > before).toBe(false)
        kept.add(text)
        expect([...kept].join('').length).toBeLessThanOrEqual(charactersMax)
      }
    }),
  )
})
