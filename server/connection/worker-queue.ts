import { Worker, type Job } from "./worker.ts";

/** What the queue tells of itself. */
export type QueueCounters = {
  readonly workers: number;
  readonly busy: number;
  /** Ready requests in the queue, at most the backlog. */
  readonly waiting: number;
  /** Ready requests whose connections stand unread until the queue has room. */
  readonly parked: number;
  /** The longest that any request has waited for a worker, also one that was given up, milliseconds. */
  readonly longestWait: number;
  /** Requests that waited too long and were refused. */
  readonly refused: number;
};

/** Jobs in a row that are done in one turn of the event loop before others get theirs. */
const jobsInARow = 64;

/**
 * Ready requests, first in, first out, and the workers that take them. Only a request that is ready is ever
 * here: an idle connection, a slow head or a long download holds neither a place nor a worker.
 *
 * A full queue refuses nobody: the request is parked, its connection is read no further, and TCP slows the sender
 * down. There are never more of them than connections. What waits for too long is given up by its connection.
 */
export class WorkerQueue {
  readonly #workers: number;
  readonly #backlog: number;
  readonly #idle: Worker[];
  readonly #waiting = new Set<Job>();
  readonly #parked = new Set<Job>();
  #longestWait = 0;
  #refused = 0;
  #inARow = 0;

  constructor(workers: number, backlog: number) {
    this.#workers = workers;
    this.#backlog = backlog;
    this.#idle = Array.from({ length: workers }, () => new Worker((worker) => this.#next(worker)));
  }

  /** Requests ahead of one that comes now. */
  get depth(): number {
    return this.#waiting.size + this.#parked.size;
  }

  get counters(): QueueCounters {
    return {
      workers: this.#workers,
      busy: this.#workers - this.#idle.length,
      waiting: this.#waiting.size,
      parked: this.#parked.size,
      longestWait: this.#longestWait,
      refused: this.#refused,
    };
  }

  /** Hands a job to a worker, at once where one is free. False: it is parked, its connection should stop reading. */
  submit(job: Job): boolean {
    const worker = this.#idle.pop();
    if (worker !== undefined) worker.run(job);
    else if (this.#waiting.size < this.#backlog) this.#waiting.add(job);
    else {
      this.#parked.add(job);
      return false;
    }
    return true;
  }

  /** A job has waited so long, in milliseconds, until a worker took it, or until it was withdrawn. */
  waited(milliseconds: number): void {
    if (milliseconds > this.#longestWait) this.#longestWait = milliseconds;
  }

  /** Takes a job back that no worker has taken yet. */
  withdraw(job: Job): void {
    this.#waiting.delete(job);
    this.#parked.delete(job);
    this.#admit();
  }

  /** A job that was withdrawn had waited too long, and its visitor was told so. */
  refused(): void {
    this.#refused++;
  }

  #next(worker: Worker): Job | undefined {
    if (this.#waiting.size === 0 || this.#inARow++ < jobsInARow) return this.#take(worker);
    setImmediate(() => {
      this.#inARow = 0;
      const job = this.#take(worker);
      if (job !== undefined) worker.run(job);
    });
    return undefined;
  }

  /** The first job for a worker, who is put aside where there is none. */
  #take(worker: Worker): Job | undefined {
    const [job] = this.#waiting.size > 0 ? this.#waiting : this.#parked;
    if (job === undefined) {
      this.#inARow = 0;
      this.#idle.push(worker);
      return undefined;
    }
    this.#waiting.delete(job);
    this.#parked.delete(job);
    this.#admit();
    return job;
  }

  /** Lets the longest parked job into the queue. */
  #admit(): void {
    if (this.#waiting.size >= this.#backlog) return;
    const [job] = this.#parked;
    if (job === undefined) return;
    this.#parked.delete(job);
    this.#waiting.add(job);
  }
}
