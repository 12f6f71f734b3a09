package org.voxelbench.datasets.download;

/** A server's answer isn't what was asked for. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Fault fault;

  Refusal(Fault fault) {
    super(fault.words());
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }
}
