import type { SceneStage } from '../screenshots.ts';

/** What is photographed, and how a person would get there. */
export interface Scene {
  readonly name: string;
  /** Takes the picture and returns what clears the stage. */
  shoot(stage: SceneStage, path: string): Promise<() => Promise<void>>;
}
