package org.voxelbench.reports.claims;

import java.util.Optional;
import org.voxelbench.results.Claim;

/**
 * A claim with what the results say of it.
 *
 * @param claim the claim
 * @param name its short name, or its place among the claims
 * @param words the claim as a clause
 * @param verdict what the results say
 * @param lead by how much; empty if it can't be answered
 * @param basis what the interval rests on, as a clause; empty without a lead
 * @param reason why it can't be answered, or what it would take to decide it, in one sentence;
 *     empty if it is decided
 */
public record ClaimAnswer(
    Claim claim,
    String name,
    String words,
    ClaimVerdict verdict,
    Optional<Lead> lead,
    String basis,
    String reason) {}
