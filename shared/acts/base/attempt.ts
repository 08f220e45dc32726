/** True when it is time to stop. */
export type OutOfTime = () => boolean;

/** Does one of many things; what fails is told once all are done, and holds up none of the others. */
export type Attempt = <T>(work: () => Promise<T>) => Promise<T | undefined>;
