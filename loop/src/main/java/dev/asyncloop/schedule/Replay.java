// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.schedule;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Repeats recorded choices, and notices when the run is another one than was recorded.
 *
 * <p>A choice that does not exist any more, or another number of candidates somewhere on the way, makes the token stale. The
 * run goes on in FIFO order all the same; what to make of it is the caller's to say, see {@link #staleness}.
 *
 * @since 0.1
 */
public final class Replay implements ChoiceSource {

    private final long count;
    private final int expectedFingerprint;
    private final ByteBuffer pairs;
    private long made;
    private int fingerprint = 1;
    private long zerosLeft;
    private int value;
    private @Nullable String stale;

    Replay(long count, int expectedFingerprint, ByteBuffer pairs) {
        this.count = count;
        this.expectedFingerprint = expectedFingerprint;
        this.pairs = pairs;
        readPair();
    }

    private void readPair() {
        if (pairs.hasRemaining()) {
            zerosLeft = ReplayToken.readVarint(pairs);
            value = (int) ReplayToken.readVarint(pairs);
        } else {
            zerosLeft = Long.MAX_VALUE;
        }
    }

    @Override
    public int choose(int n, Candidates candidates) {
        if (made >= count || stale != null) {
            return 0;
        }
        made++;
        fingerprint = 31 * fingerprint + n;
        if (made == count && fingerprint != expectedFingerprint) {
            stale = "the numbers of candidates along the way differ from the recorded ones";
        }
        if (zerosLeft > 0) {
            zerosLeft--;
            return 0;
        }
        int chosen = value;
        if (chosen >= n) {
            stale = "choice " + made + " takes candidate " + (chosen + 1) + ", and there are only " + n;
            return 0;
        }
        readPair();
        return chosen;
    }

    /**
     * Returns why the token does not fit the run, once that is known.
     *
     * @param ended whether the run has ended, so that choices left over are a difference too
     * @return the first difference found, or {@code null} if there is none
     */
    public @Nullable String staleness(boolean ended) {
        if (stale == null && ended && made < count) {
            return "the run made " + made + " choices, and " + count + " were recorded";
        }
        return stale;
    }
}
