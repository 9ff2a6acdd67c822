import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { root } from './scripts/root.ts';

/** The conformance vectors come first: they need no new keys, and most mutants do not survive them. */
class VectorsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isVectors = ({ moduleId }: TestSpecification) => moduleId.endsWith('/vectors.test.ts');
    return [...sorted.filter(isVectors), ...sorted.filter((file) => !isVectors(file))];
  }
}

/** The unit tests of the verification kit that need no other program, because each mutant runs them. */
export default defineConfig({
  root,
  test: {
    include: (
      process.env['MUTATION_TESTS'] ??
      'sdk/verify/**/*.test.ts,signatures/der/*.test.ts,signatures/x509/*.test.ts'
    ).split(','),
    exclude: [
      '**/openssl*.test.ts',
      '**/redis-*.test.ts',
      '**/many-processes.test.ts',
      '**/peers.test.ts',
      '**/make-vectors.test.ts',
    ],
    sequence: { sequencer: VectorsFirst },
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
