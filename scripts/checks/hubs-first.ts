import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files that start whole hubs come first where no earlier run says what takes how long: vitest then goes by the size of
 * the file, and the last hub would keep one worker busy while the other waits.
 */
export class HubsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification): number => (moduleId.includes('/test/') ? 0 : 1)
    return (await super.sort(files)).sort((a, b) => rankOf(a) - rankOf(b))
  }
}
