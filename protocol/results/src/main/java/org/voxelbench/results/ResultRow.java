package org.voxelbench.results;

/**
 * One case and one label (or region) of one run: the source of every table, rank and chart.
 *
 * @param protocol name of the protocol
 * @param protocolHash hash of its canonical form
 * @param dataset data set's name
 * @param role {@code dev} or {@code test}
 * @param splitHash hash of the data set's folds
 * @param dataHash hash of the data set's files
 * @param engine engine's id
 * @param precision engine's arithmetic, such as {@code fp32}
 * @param method method's id (or the name of its settings)
 * @param settingsHash hash of the method's settings
 * @param fold fold whose validation cases were predicted
 * @param seed seed of the run
 * @param caseId the case
 * @param label name of the label or region
 * @param labelValues its label values, such as {@code 1} or {@code 1+2+3}
 * @param status how the row counts
 * @param tp true-positive voxels
 * @param fp false-positive voxels
 * @param fn false-negative voxels
 * @param tn true-negative voxels
 * @param dice Dice in [0, 1]; NaN where the status is {@link CaseStatus#EMPTY}
 * @param iou intersection over union in [0, 1]; NaN where the status is {@link CaseStatus#EMPTY}
 * @param nsd1mm surface Dice at a tolerance of 1 mm in [0, 1]; NaN where the status is {@link
 *     CaseStatus#EMPTY}, and, as all surface metrics, in {@link ImportedRows}
 * @param nsd2mm the same at 2 mm
 * @param hd95mm robust Hausdorff distance at 95 % in mm; infinite if only one of reference and
 *     prediction holds the class; NaN where the status is {@link CaseStatus#EMPTY}
 */
public record ResultRow(
    String protocol,
    String protocolHash,
    String dataset,
    String role,
    String splitHash,
    String dataHash,
    String engine,
    String precision,
    String method,
    String settingsHash,
    int fold,
    long seed,
    String caseId,
    String label,
    String labelValues,
    CaseStatus status,
    long tp,
    long fp,
    long fn,
    long tn,
    double dice,
    double iou,
    double nsd1mm,
    double nsd2mm,
    double hd95mm) {}
