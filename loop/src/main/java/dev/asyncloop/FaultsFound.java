// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Thrown for a run that has ended well but left something behind or did something that nobody could see; its cause is the
 * first failure behind a fault.
 *
 * @since 0.1
 */
public final class FaultsFound extends AssertionError {

    private static final long serialVersionUID = 1L;

    /** So many are told in the message; of the others, only how many there are. */
    private static final int MAX_TOLD = 20;

    private final transient List<Fault> faults;

    /**
     * Creates the error.
     *
     * @param faults what was found, in the order in which it happened; at least one
     */
    public FaultsFound(List<Fault> faults) {
        super(message(faults));
        this.faults = List.copyOf(faults);
        for (Fault fault : faults) {
            Throwable behind = fault.cause();
            if (behind != null && getCause() == null) {
                initCause(behind);
            } else if (behind != null && behind != getCause()) {
                addSuppressed(behind);
            }
        }
    }

    private static String message(List<Fault> faults) {
        if (faults.size() == 1) {
            return faults.get(0).toString();
        }
        StringBuilder text = new StringBuilder()
                .append(faults.size())
                .append(" faults, the first: ")
                .append(faults.get(0).kind().label())
                .append(" of ")
                .append(faults.get(0).subject());
        faults.stream()
                .limit(MAX_TOLD)
                .forEach(fault -> text.append("\n  ").append(fault.toString().replace("\n", "\n  ")));
        if (faults.size() > MAX_TOLD) {
            text.append("\n  … and ").append(faults.size() - MAX_TOLD).append(" more: ");
            text.append(counted(faults.subList(MAX_TOLD, faults.size())));
        }
        return text.toString();
    }

    private static String counted(List<Fault> faults) {
        Map<FaultKind, Integer> counts = new EnumMap<>(FaultKind.class);
        faults.forEach(fault -> counts.merge(fault.kind(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " × " + count.getKey().label())
                .collect(Collectors.joining(", "));
    }

    /**
     * Returns what was found.
     *
     * @return the faults in the order in which they happened
     */
    public List<Fault> faults() {
        return faults;
    }
}
