import type { Advice } from '@one-visit/schema/advice.ts'

/** Advice as the exchanges of stations carry it: behind the one text their answers have for people, who read Chinese. */
export const inChinese = (advice: Advice | undefined): string =>
  advice === undefined ? '' : `（${advice.zh}）`
