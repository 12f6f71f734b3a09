package org.voxelbench.harness.cluster;

import java.util.List;

/**
 * One job of a group.
 *
 * @param name what {@code voxelbench job} calls it: {@code prepare}, {@code report}, or the id of a
 *     run or pre-training
 * @param title for people
 * @param needs names of the jobs that must be over before
 */
record Piece(String name, String title, List<String> needs) {

  Piece {
    needs = List.copyOf(needs);
  }
}
