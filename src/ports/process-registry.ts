/**
 * Who is alive. Every process that works holds a lock that ends with it, however it ends; whoever sees such a lock free
 * takes back what the dead process held.
 */
export interface ProcessRegistry {
  /** Says that this process lives and that its jobs are locked under `poolId`. Keeps saying so until `leave`. */
  readonly join: (poolId: string) => Promise<void>
  readonly leave: () => Promise<void>
  /** Frees jobs and leases of processes that are gone, and answers which these were. */
  readonly freeDead: () => Promise<readonly string[]>
}
