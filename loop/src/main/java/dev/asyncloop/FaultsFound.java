// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import java.util.List;

/**
 * Thrown for a run that has ended well but left something behind or did something that nobody could see; its cause is the
 * first failure behind a fault.
 *
 * @since 0.1
 */
public final class FaultsFound extends AssertionError {

    private static final long serialVersionUID = 1L;

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
        faults.forEach(fault -> text.append("\n  ").append(fault.toString().replace("\n", "\n  ")));
        return text.toString();
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
