export interface Goal {
  readonly goal: string;
  readonly figure: string;
  readonly met: boolean;
}

/** A plot, as a file beside the results. */
export interface Plot {
  readonly file: string;
  readonly alt: string;
  readonly svg: string;
}

/** What one group of measurements has found. */
export interface Section {
  readonly title: string;
  /** Markdown: how it was measured, and the tables. */
  readonly body: string;
  readonly plots: readonly Plot[];
  readonly goals: readonly Goal[];
}
