/** A request that is ready. */
export type Job = {
  /**
   * Does the part of the answer that a worker is for; undefined: it is done already. A promise that is given never
   * rejects.
   */
  readonly work: () => Promise<void> | undefined;
};

/** Where a worker gets its next job; undefined: there is none now, and the worker has been put aside. */
export type NextJob = (worker: Worker) => Job | undefined;

/** Takes one job after the other, as long as there are any. */
export class Worker {
  readonly #next: NextJob;

  constructor(next: NextJob) {
    this.#next = next;
  }

  run(first: Job): void {
    for (let job: Job | undefined = first; job !== undefined; job = this.#next(this)) {
      const work = job.work();
      if (work !== undefined) {
        void work.then(() => this.#goOn());
        return;
      }
    }
  }

  #goOn(): void {
    const job = this.#next(this);
    if (job !== undefined) this.run(job);
  }
}
