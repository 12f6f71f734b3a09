package org.voxelbench.reports.chart;

/** The parts of the page that show charts. */
public enum ChartPlace {
  /** The first screen. */
  ANSWER,
  /** Average ranks. */
  AVERAGE_RANKS,
  /** Dice on each data set. */
  DICE,
  /** Metrics that not every file of results has. */
  METRICS,
  /** Ranks on each data set. */
  RANKS,
  /** Dice against the number of labelled cases. */
  FEW_LABELS,
  /** How sure the ranks are. */
  CERTAINTY,
  /** Tests of pairs of methods within each data set. */
  PAIRS,
  /** How the cases spread. */
  SPREAD,
  /** What pre-training learnt: a figure for each pre-training, in their order. */
  PRE_TRAINING,
  /** What it cost. */
  COST
}
